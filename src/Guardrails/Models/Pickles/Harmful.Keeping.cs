namespace Plumbline.Guardrails.Models.Pickles;

internal static partial class Harmful
{
    private static readonly (string Why, string Lines)[] Keeping =
    [
        ("imports modules or native code", """
            builtins __import__ reload
            importlib *
            _frozen_importlib *
            _frozen_importlib_external *
            _imp *
            imp *
            pkgutil *
            zipimport *
            modulefinder *
            site *
            sitecustomize *
            usercustomize *
            ctypes *
            _ctypes *
            numpy.ctypeslib *
            torch.ops load_library
            torch._ops _Ops.load_library
            torch.classes load_library
            tensorflow load_library load_op_library
            tensorflow.python.framework.load_library *
            joblib.externals.cloudpickle subimport dynamic_subimport
            joblib.externals.cloudpickle.cloudpickle subimport dynamic_subimport
            cloudpickle.cloudpickle subimport dynamic_subimport
            cloudpickle subimport dynamic_subimport
            dill._dill _import_module
            win32api *
            win32com *
            comtypes *
            """),
        ("makes code of what the file carries", """
            types CodeType FunctionType LambdaType ModuleType MethodType GeneratorType CoroutineType new_class prepare_class
            new *
            marshal *
            inspect *
            copyreg add_extension remove_extension pickle constructor dispatch_table
            """),
        ("unpickles other data", """
            pickle *
            _pickle *
            cPickle *
            dill load loads load_module load_module_asdict load_session
            dill._dill load loads load_session
            dill.session *
            cloudpickle load loads
            shelve *
            jsonpickle *
            klepto *
            yaml load load_all unsafe_load unsafe_load_all full_load FullLoader UnsafeLoader Loader
            yaml.loader *
            ruamel *
            joblib load
            joblib.numpy_pickle load _unpickle load_temporary_memmap NumpyUnpickler
            joblib.numpy_pickle_compat *
            torch load
            torch.serialization load _load _legacy_load _get_restore_location
            torch._weights_only_unpickler *
            numpy load
            numpy.lib.npyio load NpzFile
            numpy.lib._npyio_impl *
            numpy.lib.format read_array open_memmap
            pandas read_pickle read_hdf
            pandas.io.pickle *
            pandas.io.api read_pickle
            pandas.compat.pickle_compat load loads
            keras.models load_model model_from_json model_from_yaml
            tensorflow.saved_model *
            statsmodels.iolib.smpickle *
            sklearn.externals.joblib load
            sklearn.externals.joblib.numpy_pickle load NumpyUnpickler
            skops.io load loads
            mlflow.pyfunc load_model
            keras.saving load_model deserialize_keras_object
            keras.saving.saving_lib *
            keras.src.saving.saving_lib *
            keras.src.utils.python_utils func_load
            tensorflow.keras.models load_model
            nltk.data *
            """),
        ("writes or deletes files", """
            builtins open file
            io open FileIO open_code OpenWrapper
            _io open FileIO open_code
            _pyio *
            shutil *
            tempfile *
            distutils *
            compileall *
            py_compile *
            mmap *
            sqlite3 *
            _sqlite3 *
            dbm *
            _dbm *
            _gdbm *
            gdbm *
            anydbm *
            dumbdbm *
            dbhash *
            bsddb *
            tarfile *
            zipfile *
            zipapp *
            gzip *
            bz2 *
            lzma *
            logging *
            syslog *
            faulthandler *
            tracemalloc *
            fcntl *
            termios *
            winreg *
            _winreg *
            msvcrt *
            resource *
            crypt *
            nturl2path *
            mailbox *
            plistlib *
            configparser *
            pathlib Path.open Path.write_text Path.write_bytes Path.unlink Path.rmdir Path.mkdir Path.touch Path.rename Path.replace Path.chmod Path.symlink_to
            numpy save savez savez_compressed savetxt memmap
            numpy.core.records fromfile
            numpy.core.memmap *
            torch save
            torch.serialization save
            torch.storage UntypedStorage.from_file
            joblib dump Memory
            joblib.numpy_pickle dump write_array
            joblib.memory *
            smart_open *
            fsspec *
            PIL.ImageShow *
            """),
    ];

    /// <summary>High: reads what is none of a model's business, or hides who is called.</summary>
    private static readonly (string Why, string Lines)[] Looking =
    [
        ("reads files or tells of the machine", """
            posixpath *
            ntpath *
            os.path *
            genericpath *
            macpath *
            glob *
            fnmatch filter
            fileinput *
            linecache *
            filecmp *
            difflib *
            platform *
            getpass *
            pwd *
            spwd *
            grp *
            nis *
            netrc *
            locale *
            gettext *
            sysconfig *
            _sysconfigdata *
            tokenize open
            stat *
            _stat *
            dircache *
            statvfs *
            ast *
            sklearn.datasets load_files fetch_openml load_svmlight_file
            pandas read_csv read_json read_sql read_html read_xml read_excel read_parquet read_feather read_table read_clipboard
            pandas.io *
            numpy fromfile loadtxt genfromtxt DataSource fromregex
            numpy.lib.npyio *
            numpy.lib._datasource *
            torch from_file
            cv2 imread VideoCapture
            PIL.Image open
            scipy.io *
            h5py *
            """),
        ("changes attributes of other objects", """
            builtins setattr delattr
            operator setitem delitem __setitem__ __delitem__
            """),
        ("evaluates annotations", """
            typing get_type_hints ForwardRef _eval_type
            typing_extensions get_type_hints
            """),
    ];
}
