using System.Collections.Frozen;

namespace Plumbline.Guardrails.Models.Keras;

/// <summary>What a name of Python means where a configuration may ask for any.</summary>
internal static class PythonNames
{
    private static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.Ordinal, "keras", "tensorflow", "tf_keras", "keras_core", "keras_nlp", "keras_hub", "keras_cv", "tensorflow_addons", "tensorflow_probability", "tensorflow_text", "tensorflow_hub", "numpy");

    private static readonly FrozenSet<string> Rooms = FrozenSet.Create(
        StringComparer.Ordinal,
        "layers", "models", "initializers", "regularizers", "constraints", "optimizers", "losses", "metrics", "activations", "engine", "ops", "random", "dtype_policies", "quantizers", "legacy_tf_layers", "mixed_precision", "feature_column", "tokenizers",
        "preprocessing", "applications");

    private static readonly FrozenSet<string> NumberTypes = FrozenSet.Create(
        StringComparer.Ordinal, "float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "bool_", "complex64", "complex128", "bfloat16", "dtype", "ndarray", "array", "TensorShape", "Tensor");

    private static readonly FrozenSet<string> Shipped = FrozenSet.Create(
        StringComparer.Ordinal,
        "mse", "mae", "mape", "msle", "mean_squared_error", "mean_absolute_error", "mean_absolute_percentage_error", "mean_squared_logarithmic_error", "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy",
        "binary_focal_crossentropy", "categorical_focal_crossentropy", "hinge", "squared_hinge", "categorical_hinge", "huber", "log_cosh", "logcosh", "kl_divergence", "kld", "poisson", "cosine_similarity", "dice", "tversky", "circle", "ctc",
        "binary_accuracy", "categorical_accuracy", "sparse_categorical_accuracy", "top_k_categorical_accuracy", "sparse_top_k_categorical_accuracy", "accuracy",
        "relu", "relu6", "leaky_relu", "softmax", "log_softmax", "sigmoid", "log_sigmoid", "hard_sigmoid", "tanh", "hard_tanh", "tanh_shrink", "elu", "selu", "celu", "gelu", "glu", "silu", "swish", "hard_silu", "hard_swish", "mish", "softplus",
        "softsign", "soft_shrink", "hard_shrink", "threshold", "sparsemax", "sparse_plus", "squareplus", "exponential", "linear",
        "lower_and_strip_punctuation", "lower", "strip_punctuation", "whitespace", "character", "abs", "add", "multiply", "subtract", "mean", "sum", "max", "min", "exp", "log", "sqrt", "square", "reshape", "concatenate", "squeeze", "expand_dims", "cast");

    private static readonly FrozenSet<string> Running = FrozenSet.Create(
        StringComparer.Ordinal,
        "os", "posix", "nt", "posixpath", "subprocess", "sys", "shutil", "socket", "runpy", "pty", "importlib", "imp", "pickle", "_pickle", "marshal", "ctypes", "webbrowser", "urllib", "http", "ftplib", "smtplib", "requests", "httpx",
        "aiohttp", "pip", "code", "codeop", "pdb", "bdb", "timeit", "cProfile", "profile", "trace", "operator", "multiprocessing", "threading", "asyncio", "tempfile", "pathlib", "io", "builtins", "__builtin__", "site", "signal",
        "platform", "commands", "popen2", "venv", "ensurepip", "zipimport", "types", "inspect", "gc", "shelve", "dbm", "sqlite3", "xmlrpc", "telnetlib", "tarfile", "zipfile", "cffi", "torch", "joblib", "dill", "cloudpickle");

    private static readonly FrozenSet<string> OfBuiltins = FrozenSet.Create(
        StringComparer.Ordinal, "function", "float", "int", "str", "bool", "list", "dict", "tuple", "set", "type", "NoneType", "range", "slice", "bytes", "complex", "Ellipsis");

    private static readonly FrozenSet<string> Gadgets = FrozenSet.Create(
        StringComparer.Ordinal,
        "enable_unsafe_deserialization", "get_file", "extract_archive", "unpack_archive", "load_model", "load_weights", "save_model", "save_weights", "load_img", "save_img", "path_to_string", "func_load", "func_dump", "python_utils",
        "audio_dataset_from_directory", "image_dataset_from_directory", "text_dataset_from_directory", "deserialize_keras_object", "load_library", "load_op_library", "load_file_system_library", "py_function", "numpy_function", "py_func",
        "read_file", "write_file", "_extract_archive", "exec", "eval", "system", "popen", "run_module", "set_home");

    private static readonly FrozenSet<string> InCode = FrozenSet.Create(
        StringComparer.Ordinal,
        "system", "popen", "Popen", "exec", "eval", "compile", "__import__", "subprocess", "check_output", "check_call", "socket", "urlopen", "urlretrieve", "urllib", "requests", "import_module", "importlib", "os", "posix", "pty", "ctypes",
        "builtins", "__builtins__", "open", "shutil", "rmtree", "unlink", "environ", "getattr", "globals", "b64decode", "base64", "pickle", "marshal", "spawn", "fork", "execv", "execve", "sys", "runpy");

    /// <summary>The first part of a dotted name.</summary>
    public static string Root(string module) => module.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? module[..dot] : module;

    /// <summary>A module that belongs to the framework.</summary>
    public static bool IsOwn(string module) => Own.Contains(Root(module));

    /// <summary>A class or function that models of Keras are made of: layers, losses and the like, and the functions of numbers among them.</summary>
    public static bool IsOfKeras(string module, string name, bool isFunction)
    {
        if (module is "numpy" or "tensorflow") return NumberTypes.Contains(name);
        var parts = module.Split('.');
        if (!parts.Contains("keras") && Root(module) is not ("tf_keras" or "keras_core" or "keras_nlp" or "keras_hub" or "keras_cv")) return false;
        if (parts.Any(p => IsRunning(p.TrimStart('_')) && p is not "types")) return false;
        if (isFunction || !char.IsAsciiLetterUpper(name.FirstOrDefault())) return Shipped.Contains(name);
        return parts.Length == 1 || parts is ["tensorflow", "keras"] || parts.Any(Rooms.Contains);
    }

    /// <summary>A loss, metric or activation that Keras ships, by its short name.</summary>
    public static bool IsShipped(string name) => Shipped.Contains(name);

    /// <summary>A module whose functions run programs, load code, or reach files and the network.</summary>
    public static bool IsRunning(string module) => Running.Contains(Root(module));

    /// <summary>A builtin that is a kind of value.</summary>
    public static bool IsValue(string name) => OfBuiltins.Contains(name);

    /// <summary>A function of a framework that undoes its safety, fetches, or reads and writes files.</summary>
    public static bool IsGadget(string name) => Gadgets.Contains(name[(name.LastIndexOf('.') + 1)..]);

    /// <summary>A name that code of a layer has no use for.</summary>
    public static bool IsGraveInCode(string name) => InCode.Contains(name);
}
