namespace Plumbline.Guardrails.Models.Pickles;

internal static partial class Harmful
{
    /// <summary>Critical: what libraries do with the interpreter, the disk or the network under names of their own.</summary>
    private static readonly (string Why, string Lines)[] Borrowed =
    [
        ("calls native code", """
            xgboost.core _LIB
            lightgbm.basic _LIB
            onnxruntime SessionOptions.register_custom_ops_library
            jpype startJVM
            jpype._core startJVM
            lupa *
            """),
        ("executes code", """
            pandas DataFrame.query DataFrame.eval
            six exec_
            future.utils exec_
            patsy dmatrix dmatrices
            patsy.highlevel *
            statsmodels.formula.api ols logit glm mixedlm
            PIL.ImageMath eval unsafe_eval lambda_eval
            numpy safe_eval
            numpy.lib.utils safe_eval
            numpy.compat npy_load_module
            numpy.compat.py3k npy_load_module
            flask render_template_string
            flask.templating render_template_string
            django.template *
            langchain.utilities.python *
            langchain.utilities PythonREPL
            langchain_experimental.utilities *
            langchain_experimental.tools *
            langchain_experimental.llms *
            langchain.tools ShellTool
            langchain_community.tools ShellTool
            langchain_community.tools.shell *
            rexec *
            hotshot *
            compiler *
            """),
        ("starts processes or threads", """
            sarge *
            delegator *
            multiprocess *
            billiard *
            dummy_threading *
            _dummy_thread *
            dummy_thread *
            """),
        ("reaches the network", """
            spacy.cli *
            gensim.downloader *
            cookielib *
            DocXMLRPCServer *
            """),
        ("imports modules by name", """
            pydantic.utils import_string
            pydantic.v1.utils import_string
            django.utils.module_loading *
            werkzeug.utils import_string
            traitlets import_item
            traitlets.utils.importstring *
            ihooks *
            imputil *
            """),
        ("unpickles other data", """
            numpy loads
            numpy.core.numeric loads
            numpy.ma load loads
            numpy.ma.core load loads
            joblib.externals.cloudpickle load loads
            joblib.externals.cloudpickle.cloudpickle load loads
            ray.cloudpickle load loads
            pickle5 *
            srsly pickle_loads pickle_load
            gensim.utils unpickle
            distributed.protocol.pickle *
            torch.jit._serialization load
            tf_keras.models load_model
            tf_keras.saving load_model
            mlflow.pyfunc load_model
            mlflow.sklearn load_model
            mlflow.pytorch load_model
            mlflow.keras load_model
            Cookie SerialCookie SmartCookie
            """),
        ("writes or deletes files", """
            numpy ndarray.tofile ndarray.dump memmap
            numpy.lib.format open_memmap
            torch UntypedStorage.from_file
            pandas DataFrame.to_pickle DataFrame.to_csv DataFrame.to_json DataFrame.to_parquet Series.to_pickle Series.to_csv to_pickle
            pandas.core.frame DataFrame.to_pickle DataFrame.to_csv DataFrame.to_json DataFrame.to_parquet
            scipy.sparse save_npz
            joblib.disk *
            tensorflow.io write_file
            tensorflow.raw_ops WriteFile
            cv2 imwrite
            wave *
            aifc *
            sunau *
            binhex *
            toaiff *
            """),
        ("starts a Tcl interpreter, which executes files", """
            tkinter *
            Tkinter *
            _tkinter *
            """),
    ];
}
