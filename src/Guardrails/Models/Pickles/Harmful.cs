namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>What no model needs to import, by what it does. A line names a module and its members; `*` is all of it and of what lies below.</summary>
internal static partial class Harmful
{
    /// <summary>A line of each names a module and its members, or all of it.</summary>
    public static IEnumerable<(Danger Danger, string Why, string Lines)> All =>
    [
        .. Running.Concat(Reaching).Concat(Keeping).Concat(Borrowed).Select(r => (Danger.Critical, r.Why, r.Lines)),
        .. Looking.Select(r => (Danger.High, r.Why, r.Lines)),
    ];

    private static readonly (string Why, string Lines)[] Running =
    [
        ("executes code", """
            builtins eval exec execfile compile breakpoint input __build_class__ globals locals vars exit quit copyright help __loader__ __spec__ __dict__ __builtins__
            code *
            codeop *
            runpy *
            timeit *
            cProfile *
            profile *
            _lsprof *
            trace *
            pdb *
            bdb *
            doctest *
            unittest *
            test *
            idlelib *
            lib2to3 *
            gc *
            sys *
            _xxsubinterpreters *
            _interpreters *
            _testcapi *
            _testinternalcapi *
            atexit *
            sched *
            codecs open register StreamReaderWriter
            numpy.testing *
            numpy.f2py *
            numpy.distutils *
            torch.hub *
            torch.compile *
            torch.jit load script trace CompilationUnit
            torch.jit.unsupported_tensor_ops *
            torch.jit.annotations *
            torch.jit.frontend *
            torch._dynamo *
            torch._inductor *
            torch.fx.experimental *
            torch.utils.bottleneck *
            torch.utils.collect_env *
            torch.utils.cpp_extension *
            torch.utils._config_module *
            torch.utils.data.datapipes.utils.decoder *
            torch.utils.benchmark *
            torch.utils.model_dump *
            torch.distributed.rpc *
            torch.distributed.elastic *
            torch.distributed.run *
            torch.distributed.launch *
            torch.distributed.launcher *
            torch.distributed.nn.api.remote_module *
            torch.distributed.nn.jit *
            torch.multiprocessing spawn start_processes
            torch.multiprocessing.spawn *
            torch.package *
            torch.testing *
            torch._utils_internal *
            torch._appdirs *
            torch._lazy *
            torch.onnx *
            torch.backends.xeon *
            torch.cuda._nvrtc *
            tensorflow.python.platform *
            tensorflow.python.ops.script_ops *
            keras.utils get_file
            keras.utils.data_utils get_file
            keras.src.utils.file_utils *
            keras.layers Lambda
            torch.fx.graph_module _forward_from_src _exec_with_source
            keras.src.layers.core.lambda_layer *
            transformers.utils.import_utils direct_transformers_import
            transformers.dynamic_module_utils *
            transformers pipeline
            sympy sympify parse_expr lambdify S
            sympy.core.sympify *
            sympy.parsing *
            sympy.utilities.lambdify *
            numexpr *
            pandas eval
            pandas.core.computation *
            pandas.core.frame DataFrame.eval DataFrame.query
            scipy.weave *
            Cython *
            pyximport *
            cffi *
            IPython *
            jedi *
            jinja2 *
            mako *
            js2py *
            execjs *
            RestrictedPython *
            asteval *
            simpleeval *
            hydra.utils *
            dill._dill _eval_repr _create_filehandle
            dill.dill _eval_repr _create_filehandle
            transformers.models.rag *
            gensim.models.wrappers *
            ultralytics.nn.autobackend *
            hydra._internal *
            fire *
            gradio *
            pytest *
            _pytest *
            nose *
            py *
            fickling *
            picklescan *
            modelscan *
            modelaudit *
            """),
    ];
}
