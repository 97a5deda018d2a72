namespace Plumbline.Guardrails.Models.Pickles;

internal static partial class Harmful
{
    private static readonly (string Why, string Lines)[] Reaching =
    [
        ("starts processes", """
            os *
            posix *
            nt *
            riscos *
            os2 *
            subprocess *
            _subprocess *
            _posixsubprocess *
            _winapi *
            commands *
            popen2 *
            pty *
            pydoc *
            webbrowser *
            antigravity *
            multiprocessing *
            _multiprocessing *
            concurrent *
            asyncio *
            _asyncio *
            threading *
            _thread *
            thread *
            _threading_local *
            signal *
            _signal *
            uuid *
            _osx_support *
            _aix_support *
            _pyrepl *
            _sitebuiltins *
            venv *
            ensurepip *
            pip *
            pipes *
            cgitb *
            imaplib *
            curses *
            readline *
            tty *
            pexpect *
            ptyprocess *
            winpty *
            sh *
            plumbum *
            invoke *
            fabric *
            paramiko *
            psutil *
            setuptools *
            pkg_resources *
            virtualenv *
            conda *
            docker *
            git *
            joblib Parallel delayed
            joblib.parallel *
            loky *
            """),
        ("reaches the network", """
            socket *
            _socket *
            ssl *
            _ssl *
            select *
            selectors *
            socketserver *
            SocketServer *
            http *
            httplib *
            BaseHTTPServer *
            SimpleHTTPServer *
            CGIHTTPServer *
            urllib *
            urllib2 *
            urllib3 *
            urlparse *
            ftplib *
            poplib *
            smtplib *
            smtpd *
            nntplib *
            telnetlib *
            xmlrpc *
            xmlrpclib *
            SimpleXMLRPCServer *
            asyncore *
            asynchat *
            wsgiref *
            logging.handlers *
            logging.config *
            requests *
            httpx *
            httpcore *
            aiohttp *
            websocket *
            websockets *
            pycurl *
            wget *
            gdown *
            boto *
            boto3 *
            botocore *
            s3fs *
            gcsfs *
            twisted *
            tornado *
            selenium *
            playwright *
            huggingface_hub *
            dns *
            """),
    ];
}
