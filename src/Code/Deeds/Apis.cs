namespace Plumbline.Code.Deeds;

/// <summary>How a library's function works on the world.</summary>
internal enum Api
{
    None, Shell, Command, Program, Sudo, Code, Import, Open, Read, Write, Place, Copy, Delete, Mode, Send, Fetch, Address, Connect, Query, Template, Deserialize, Native, Listen, Screen, System, Secret,
    Stop, SetEnvironment, Input, Sleep, Fork, Attributes, Time, Message, Bind,
}

/// <summary>Functions of libraries that do something to the world.</summary>
internal static class Apis
{
    private static readonly Dictionary<string, Api> Named = Table(
        (Api.Shell, "os.system os.popen os.popen2 os.popen3 subprocess.getoutput subprocess.getstatusoutput commands.getoutput asyncio.create_subprocess_shell child_process.exec child_process.execSync shelljs.exec pexpect.run anyio.run_process execa.execaCommand execa.command execaCommand Bun.$ $ zx.$ popen2.popen2"),
        (Api.Command, "subprocess.run subprocess.call subprocess.Popen subprocess.check_output subprocess.check_call child_process.spawn child_process.spawnSync child_process.execFile child_process.execFileSync child_process.fork execa execa.execa execa.execaSync execa.sync cross-spawn Bun.spawn Bun.spawnSync Deno.Command Deno.run pexpect.spawn ptyprocess.PtyProcess.spawn pty.spawn node-pty.spawn trio.run_process anyio.open_process"),
        (Api.Program, "asyncio.create_subprocess_exec os.execl os.execle os.execlp os.execv os.execve os.execvp os.execvpe os.spawnl os.spawnlp os.spawnv os.spawnvp os.posix_spawn os.startfile"),
        (Api.Code, "eval exec compile execfile vm.runInNewContext vm.runInThisContext vm.runInContext vm.Script vm.compileFunction Function code.InteractiveInterpreter().runcode code.InteractiveInterpreter().runsource runpy.run_path runpy.run_module types.CodeType types.FunctionType new.Function setImmediate.eval"),
        (Api.Import, "__import__ importlib.import_module importlib.util.spec_from_file_location imp.load_source importlib.machinery.SourceFileLoader require import"),
        (Api.Open, "open io.open codecs.open aiofiles.open gzip.open bz2.open lzma.open tarfile.open zipfile.ZipFile os.open anyio.open_file fs.open fs.openSync os.fdopen"),
        (Api.Read, "fs.readFile fs.readFileSync fs.createReadStream fs.readJson fs.readJsonSync Deno.readTextFile Deno.readFile Deno.readTextFileSync Bun.file linecache.getline linecache.getlines os.listdir os.scandir os.walk glob.glob glob.iglob fs.readdir fs.readdirSync glob.sync sqlite3.connect better-sqlite3 pandas.read_csv numpy.loadtxt numpy.load configparser.ConfigParser().read dotenv_values dotenv.dotenv_values os.readlink fs.readlink mmap.mmap shelve.open dbm.open"),
        (Api.Write, "fs.writeFile fs.writeFileSync fs.appendFile fs.appendFileSync fs.createWriteStream fs.outputFile fs.outputFileSync fs.writeJson fs.writeJsonSync Deno.writeTextFile Deno.writeFile Bun.write"),
        (Api.Place, "os.makedirs os.mkdir fs.mkdir fs.mkdirSync fs.mkdtemp os.mkfifo os.mknod"),
        (Api.Copy, "shutil.copy shutil.copy2 shutil.copyfile shutil.copytree shutil.move os.rename os.replace os.link os.symlink fs.copyFile fs.copyFileSync fs.rename fs.renameSync fs.symlink fs.symlinkSync fs.cp fs.cpSync fs.copy fs.copySync fs.move os.renames"),
        (Api.Delete, "os.remove os.unlink os.rmdir os.removedirs shutil.rmtree fs.unlink fs.unlinkSync fs.rm fs.rmSync fs.rmdir fs.rmdirSync fs.remove fs.removeSync send2trash.send2trash os.truncate fs.truncate fs.truncateSync rimraf rimraf.sync"),
        (Api.Mode, "os.chmod os.chown os.lchown os.fchmod os.fchown fs.chmod fs.chmodSync fs.chown fs.chownSync shutil.chown os.setuid os.setgid os.seteuid os.setreuid"),
        (Api.Attributes, "os.utime fs.utimes fs.utimesSync fs.lutimes"),
        (Api.Send, "requests.post requests.put requests.patch requests.delete httpx.post httpx.put httpx.patch axios.post axios.put axios.patch got.post superagent.post needle.post urllib3.PoolManager().request smtplib.SMTP().sendmail smtplib.SMTP().send_message smtplib.SMTP_SSL().sendmail smtplib.SMTP_SSL().send_message navigator.sendBeacon"),
        (Api.Fetch, "requests.get requests.head requests.request requests.options httpx.get httpx.head httpx.request httpx.stream urllib.request.urlopen urllib.request.urlretrieve urllib.urlopen urllib.request.Request urllib3.request fetch node-fetch undici.fetch undici.request axios axios.get axios.request axios.head got got.get superagent.get needle needle.get http.get https.get http.request https.request wget.download aiohttp.request cross-fetch request request.get request.post bent urllib3.PoolManager().urlopen pycurl.Curl().setopt ky ky.get ky.post"),
        (Api.Address, "socket.gethostbyname socket.gethostbyname_ex socket.getaddrinfo dns.resolver.resolve dns.resolver.query dns.resolve dns.lookup dns.resolve4 dns.resolveTxt socket.getfqdn"),
        (Api.Connect, "socket.create_connection asyncio.open_connection websockets.connect websocket.create_connection websocket.WebSocket().connect net.connect net.createConnection tls.connect ftplib.FTP ftplib.FTP_TLS paramiko.SSHClient().connect telnetlib.Telnet WebSocket ws ws.WebSocket smtplib.SMTP smtplib.SMTP_SSL socket.socket().connect socket.socket().connect_ex socket.socket().sendto paramiko.Transport http.client.HTTPConnection http.client.HTTPSConnection net.Socket().connect"),
        (Api.Query, "sqlite3.connect().execute pandas.read_sql pandas.read_sql_query polars.read_database sqlalchemy.text duckdb.sql duckdb.query duckdb.execute"),
        (Api.Template, "jinja2.Template jinja2.Environment().from_string jinja2.sandbox.Environment().from_string flask.render_template_string mako.template.Template tornado.template.Template django.template.Template Cheetah.Template.Template chevron.render pystache.render Handlebars.compile handlebars.compile ejs.render ejs.compile pug.compile pug.render nunjucks.renderString nunjucks.compile lodash.template _.template mustache.render Mustache.render bottle.template pystache.Renderer().render django.template.Engine.get_default().from_string genshi.template.MarkupTemplate"),
        (Api.Deserialize, "pickle.load pickle.loads pickle.Unpickler cloudpickle.load cloudpickle.loads dill.load dill.loads marshal.load marshal.loads yaml.load yaml.unsafe_load yaml.full_load yaml.load_all jsonpickle.decode joblib.load torch.load shelve.open pandas.read_pickle node-serialize.unserialize"),
        (Api.Native, "ctypes.CDLL ctypes.cdll.LoadLibrary ctypes.WinDLL ctypes.windll.LoadLibrary ctypes.PyDLL cffi.FFI().dlopen process.dlopen ctypes.util.find_library"),
        (Api.Listen, "socket.socket().bind socket.socket().listen socketserver.TCPServer http.server.HTTPServer socketserver.ThreadingTCPServer asyncio.start_server net.createServer http.server.ThreadingHTTPServer socket.create_server"),
        (Api.Screen, "pyperclip.paste clipboard.paste win32clipboard.GetClipboardData pyautogui.screenshot PIL.ImageGrab.grab ImageGrab.grab mss.mss pyscreenshot.grab pynput.keyboard.Listener pynput.mouse.Listener keyboard.on_press keyboard.hook keyboard.record keyboard.read_event clipboardy.read clipboardy.readSync sounddevice.rec pyaudio.PyAudio screenshot-desktop tkinter.Tk().clipboard_get navigator.clipboard.readText PIL.ImageGrab.grabclipboard"),
        (Api.System, "platform.node platform.platform platform.uname platform.system platform.version platform.release platform.machine platform.processor socket.gethostname getpass.getuser os.getlogin os.uname uuid.getnode os.hostname os.userInfo os.networkInterfaces os.platform os.release os.arch os.cpus psutil.users psutil.process_iter psutil.net_connections psutil.net_if_addrs psutil.pids pwd.getpwall pwd.getpwnam pwd.getpwuid grp.getgrall spwd.getspall spwd.getspnam netifaces.interfaces psutil.Process os.getuid os.geteuid"),
        (Api.Secret, "keyring.get_password keyring.get_credential browser_cookie3.load browser_cookie3.chrome browser_cookie3.firefox win32crypt.CryptUnprotectData secretstorage.dbus_init netrc.netrc keytar.getPassword keytar.findCredentials"),
        (Api.Stop, "os.kill os.killpg process.kill psutil.Process().kill psutil.Process().terminate psutil.process_iter()[].kill"),
        (Api.SetEnvironment, "os.putenv os.unsetenv os.environ.update os.environ.setdefault os.environ.pop os.environ.clear"),
        (Api.Input, "input raw_input sys.stdin.read sys.stdin.readline sys.stdin.readlines click.prompt readline.question prompt"),
        (Api.Bind, "os.dup2 os.dup os.dup3"),
        (Api.Sleep, "time.sleep asyncio.sleep"),
        (Api.Fork, "os.fork os.forkpty multiprocessing.Process"),
        (Api.Time, "time.time datetime.datetime.now datetime.datetime.today datetime.datetime.utcnow datetime.date.today Date.now Date datetime.now datetime.today datetime.utcnow datetime.date.today"));

    /// <summary>Methods by their name alone, of objects whose class is not known.</summary>
    private static readonly Dictionary<string, Api> Methods = Table(
        (Api.Query, "execute executemany executescript execute_query raw $queryRawUnsafe $executeRawUnsafe query_raw executeQuery fetchrow fetchval search_s search_ext search_st xpath exec_driver_sql aggregate run_query queryRawUnsafe read_sql"),
        (Api.Write, "write_text write_bytes"),
        (Api.Read, "read_text read_bytes iterdir"),
        (Api.Mode, "chmod"),
        (Api.Delete, "unlink rmdir"),
        (Api.Copy, "rename replace symlink_to hardlink_to"),
        (Api.Template, "from_string"),
        (Api.Message, "sendall sendto"),
        (Api.Shell, "exec_command"));

    private static readonly HashSet<string> Sends = new(StringComparer.Ordinal) { "post", "put", "patch", "request", "sendmail", "send_message", "stream" };
    private static readonly HashSet<string> Gets = new(StringComparer.Ordinal) { "get", "head", "urlopen", "fetch" };

    /// <summary>What a symbol does; none where it is not known to do anything.</summary>
    public static Api Of(string path) => Named.GetValueOrDefault(path);

    /// <summary>What a method does, by its name and what it is given.</summary>
    /// <param name="path">The path of what it is called on, with the method; `?.` before it where nothing is known of that.</param>
    /// <param name="name">The method.</param>
    /// <param name="isAddress">True where the first argument is written as an address.</param>
    /// <param name="isPath">True where it is called on a path.</param>
    public static Api OfMethod(string path, string name, bool isAddress, bool isPath)
    {
        if (isPath && name is "open") return Api.Open;
        if (isPath && name is "mkdir" or "touch") return isPath ? Api.Place : Api.None;
        if (Methods.TryGetValue(name, out var api)) return api is Api.Delete or Api.Copy or Api.Mode && !isPath ? Api.None : api;
        var isClient = IsClient(path);
        if (Sends.Contains(name) && (isAddress || isClient)) return Api.Send;
        if (Gets.Contains(name) && (isAddress || isClient)) return Api.Fetch;
        return name is "send" && path.Contains("socket", StringComparison.OrdinalIgnoreCase) ? Api.Message : Api.None;
    }

    private static bool IsClient(string path) => path.StartsWith("requests.", StringComparison.Ordinal) || path.StartsWith("httpx.", StringComparison.Ordinal) || path.StartsWith("aiohttp.", StringComparison.Ordinal)
        || path.StartsWith("axios.create", StringComparison.Ordinal) || path.StartsWith("urllib3.", StringComparison.Ordinal) || path.StartsWith("got.extend", StringComparison.Ordinal) || path.StartsWith("http.client.", StringComparison.Ordinal);

    private static Dictionary<string, Api> Table(params (Api Api, string Names)[] rows)
    {
        var table = new Dictionary<string, Api>(StringComparer.Ordinal);
        foreach (var (api, names) in rows) foreach (var name in names.Split(' ')) table.TryAdd(name, api);
        return table;
    }
}
