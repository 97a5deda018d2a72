using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>What an adversary found, each mended by its mechanism and beside a twin that does no harm.</summary>
public sealed class PickleReviewTests
{
    private const string Zeros = "000000000000000000000000000000";
    private const string Ls = "text ls; tuple1; reduce; stop";
    private const string Packed = "global _codecs decode; bytes 789c030000000001; text zlib; tuple2; reduce";

    [Theory]
    [InlineData($"text os; put 1; pop; text system; put 2; pop; get {Zeros}1; get {Zeros}2; stackglobal; {Ls}", $"text collections; put 1; pop; text OrderedDict; put 2; pop; get {Zeros}1; get {Zeros}2; stackglobal; emptytuple; reduce; stop")]
    [InlineData($"text os; put {Zeros}1; pop; text system; put {Zeros}2; pop; get 1; get 2; stackglobal; {Ls}", $"text collections; put {Zeros}1; pop; text OrderedDict; put {Zeros}2; pop; get 1; get 2; stackglobal; emptytuple; reduce; stop")]
    [InlineData($"text os; put 1; pop; text system; put 2; pop; get 1\0; get 2\0x; stackglobal; {Ls}", "text collections; put 1; pop; text OrderedDict; put 2; pop; get 1\0; get 2\0x; stackglobal; emptytuple; reduce; stop")]
    public void A_memo_key_is_the_number_that_the_unpickler_reads(string hidden, string twin)
    {
        Assert.Equal(Verdict.Malicious, Judged.Pickle("proto 4; " + hidden).Verdict);
        Assert.Equal(Verdict.Clean, Judged.Pickle("proto 4; " + twin).Verdict);
    }

    [Fact]
    public void A_stream_that_takes_what_is_not_there_is_not_clean()
    {
        Assert.Equal(Verdict.NotScanned, Judged.Pickle("proto 4; emptylist; binget 9; pop; stop").Verdict);
        Assert.Equal(Verdict.Clean, Judged.Pickle("proto 4; emptylist; binput 9; binget 9; pop; stop").Verdict);
    }

    [Theory]
    [InlineData("ultralytics.nn.tasks DetectionModel", Verdict.Malicious)]
    [InlineData("sentence_transformers.models Transformer", Verdict.Malicious)]
    [InlineData("torchtext.vocab GloVe", Verdict.Malicious)]
    [InlineData("lightgbm.basic Booster", Verdict.Malicious)]
    [InlineData("xgboost.tracker RabitTracker", Verdict.Malicious)]
    [InlineData("sklearn.linear_model._logistic LogisticRegression", Verdict.Review)]
    [InlineData("torch.nn.modules.linear Linear", Verdict.Review)]
    public void A_constructor_that_runs_is_not_clean_and_an_object_that_is_made_is(string type, Verdict constructed)
    {
        Assert.Equal(constructed, Judged.Pickle($"proto 4; global {type}; text x; tuple1; reduce; stop").Verdict);
        Assert.Equal(constructed, Judged.Pickle($"proto 4; global builtins map; global {type}; emptylist; text x; append; tuple2; reduce; stop").Verdict);
        Assert.True(Judged.Pickle($"proto 4; global {type}; emptytuple; newobj; emptydict; build; stop").Verdict is Verdict.Clean or Verdict.Review);
        if (constructed == Verdict.Review) Assert.Equal(Verdict.Clean, Judged.Pickle($"global copy_reg _reconstructor; global {type}; global __builtin__ object; none; tuple3; reduce; emptydict; build; stop").Verdict);
    }

    [Theory]
    [InlineData("global operator getitem; global xgboost.core _LIB; text system; tuple2; reduce; latin id; tuple1; reduce; stop")]
    [InlineData("global builtins map; global operator getitem; global lightgbm.basic _LIB; text system; tuple2; reduce; emptylist; latin id; append; tuple2; reduce; stop")]
    [InlineData("global operator call; global operator getitem; global lightgbm.basic _LIB; text system; tuple2; reduce; latin id; tuple2; reduce; stop")]
    [InlineData("global functools partial; global operator getitem; global lightgbm.basic _LIB; text system; tuple2; reduce; tuple1; reduce; latin id; tuple1; reduce; stop")]
    [InlineData("global builtins map; persid os.system; emptylist; text id; append; tuple2; reduce; stop")]
    public void What_was_picked_out_of_something_and_is_called_is_malicious(string program) => Assert.Equal(Verdict.Malicious, Judged.Pickle("proto 4; " + program).Verdict);

    [Fact]
    public void What_is_only_picked_out_of_something_is_clean() => Assert.Equal(Verdict.Clean, Judged.Pickle("proto 4; global operator getitem; emptylist; num 1; append; num 0; tuple2; reduce; stop").Verdict);

    [Theory]
    [InlineData($"global torch.storage _load_from_bytes; {Packed}; tuple1; reduce; stop")]
    [InlineData($"global builtins map; global torch.storage _load_from_bytes; emptylist; {Packed}; append; tuple2; reduce; stop")]
    [InlineData($"global functools partial; global torch.storage _load_from_bytes; {Packed}; tuple2; reduce; emptytuple; reduce; stop")]
    [InlineData($"global numpy.random._pickle __generator_ctor; {Packed}; global torch.storage _load_from_bytes; tuple2; reduce; stop")]
    public void What_unpickles_bytes_that_cannot_be_told_is_malicious(string program) => Assert.Equal(Verdict.Malicious, Judged.Pickle("proto 4; " + program).Verdict);

    [Theory]
    [InlineData("'descr': '|\\x4f'")]
    [InlineData("'descr': '|\\117'")]
    [InlineData("'descr': 'obj' 'ect'")]
    public void An_array_of_objects_is_read_however_its_type_is_written(string descr)
    {
        var slow = Assembler.Pickle("proto 4; " + string.Concat(Enumerable.Repeat("none; pop; ", 600)) + $"text os; text system; stackglobal; {Ls}");

        Assert.Equal(Verdict.Malicious, Judged.Bytes(Array(descr, slow)).Verdict);
        Assert.Equal(Verdict.Clean, Judged.Bytes(Array("'descr': '<f8'", new byte[1600])).Verdict);
    }

    [Theory]
    [InlineData("f8", "mark; num 100; tuple")]
    [InlineData("V56", "mark; num 20; tuple")]
    public void What_lies_in_an_array_of_joblib_is_read_as_opcodes_too(string type, string shape)
    {
        var described = $"proto 4; global joblib.numpy_pickle NumpyArrayWrapper; emptytuple; newobj; emptydict; text shape; {shape}; setitem; text dtype; global numpy dtype; text {type}; tuple1; reduce; setitem; build";
        var hidden = Assembler.Pickle("text os; text system; stackglobal; text ls; tuple1; reduce; stop");

        Assert.Equal(Verdict.Malicious, Judged.Bytes([.. Assembler.Pickle(described), .. hidden, .. new byte[1120 - hidden.Length], .. ".\0"u8]).Verdict);
        Assert.Equal(Verdict.Clean, Judged.Bytes([.. Assembler.Pickle(described), .. new byte[type == "f8" ? 800 : 1120], .. "."u8]).Verdict);
    }

    [Fact]
    public void A_shape_that_is_given_twice_is_the_last()
    {
        const string Described = "proto 4; global joblib.numpy_pickle NumpyArrayWrapper; emptytuple; newobj; emptydict; text shape; mark; num 100; tuple; setitem; text dtype; global numpy dtype; text f8; tuple1; reduce; setitem; text shape; mark; num 0; tuple; setitem; build";

        Assert.Equal(Verdict.Malicious, Judged.Pickle(Described + "; pop; text os; text system; stackglobal; " + Ls).Verdict);
        Assert.Equal(Verdict.Clean, Judged.Pickle(Described + "; pop; emptylist; stop").Verdict);
    }

    [Fact]
    public void A_memo_that_lives_over_two_streams_is_followed()
    {
        Assert.Equal(Verdict.Malicious, Judged.Pickle("proto 4; text x; binput 5; stop; binget 5; pop; text os; text system; stackglobal; " + Ls).Verdict);
        Assert.Equal(Verdict.Malicious, Judged.Pickle("proto 4; text os; binput 5; stop; binget 5; text system; stackglobal; " + Ls).Verdict);
        Assert.Equal(Verdict.Clean, Judged.Pickle("proto 4; text x; binput 5; stop; binget 5; pop; text collections; text OrderedDict; stackglobal; emptytuple; reduce; stop").Verdict);
    }

    [Theory]
    [InlineData("torch.nn.modules.linear", "F.torch.hub.load")]
    [InlineData("torch", "hub.load")]
    [InlineData("torch", "ops.load_library")]
    [InlineData("sklearn.base", "np.load")]
    [InlineData("sklearn.utils", "joblib.load")]
    [InlineData("keras", "utils.get_file")]
    [InlineData("xgboost.core", "_LIB.posix_spawn")]
    [InlineData("pandas", "DataFrame.query")]
    [InlineData("joblib.externals.cloudpickle", "loads")]
    [InlineData("wave", "Wave_write")]
    public void A_way_through_other_modules_is_judged_by_where_it_leads(string module, string name) =>
        Assert.Equal(Verdict.Malicious, Judged.Pickle($"proto 4; text {module}; text {name}; stackglobal; text x; tuple1; reduce; stop").Verdict);

    [Theory]
    [InlineData("text urllib.parse; text ParseResult; stackglobal; text http; text a; tuple2; newobj; stop")]
    [InlineData("text os; text stat_result; stackglobal; mark; num 1; tuple; tuple1; reduce; stop")]
    [InlineData("text signal; text Signals; stackglobal; num 2; tuple1; reduce; stop")]
    [InlineData("text configparser; text ConfigParser; stackglobal; emptytuple; newobj; emptydict; build; stop")]
    [InlineData("text builtins; text getattr; stackglobal; text configparser; text ConfigParser; stackglobal; emptytuple; newobj; text getint; tuple2; reduce; stop")]
    [InlineData("text functools; text partialmethod; stackglobal; emptytuple; newobj; emptydict; text func; text builtins; text int; stackglobal; setitem; build; stop")]
    [InlineData("text scipy.sparse._csr; text csr_matrix; stackglobal; emptytuple; newobj; emptydict; build; stop")]
    [InlineData("text builtins; text TimeoutError; stackglobal; emptytuple; reduce; stop")]
    public void Ordinary_values_of_dangerous_modules_are_clean(string program) => Assert.Equal(Verdict.Clean, Judged.Pickle("proto 4; " + program).Verdict);

    [Fact]
    public void An_object_of_a_class_in_the_file_is_for_review_and_its_constructor_is_malicious()
    {
        const string Class = "proto 4; global cloudpickle.cloudpickle _make_skeleton_class; global builtins type; text Mine; tuple2; reduce; emptytuple; ";

        Assert.Equal(Verdict.Review, Judged.Pickle(Class + "newobj; stop").Verdict);
        Assert.Equal(Verdict.Malicious, Judged.Pickle(Class + "reduce; stop").Verdict);
    }

    [Theory]
    [InlineData('x', "30 GNU.sparse.name=model.pkl\n", Verdict.NotScanned)]
    [InlineData('x', "23 mtime=1700000000.1234\n", Verdict.Clean)]
    public void A_member_of_a_tar_that_has_holes_is_not_scanned(char kind, string extended, Verdict verdict)
    {
        byte[] tar = [.. TarBlock("pax", kind, extended.Length), .. System.Text.Encoding.ASCII.GetBytes(extended.PadRight(512, '\0')), .. TarBlock("a", '0', 0), .. new byte[1024]];

        Assert.Equal(verdict, Judged.Bytes(tar).Verdict);
    }

    private static byte[] TarBlock(string name, char kind, int size)
    {
        var head = new byte[512];
        System.Text.Encoding.ASCII.GetBytes(name).CopyTo(head, 0);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(head, 124);
        head[156] = (byte)kind;
        "ustar"u8.CopyTo(head.AsSpan(257));
        head.AsSpan(148, 8).Fill((byte)' ');
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(head.Sum(b => b), 8).PadLeft(6, '0') + "\0").CopyTo(head, 148);
        return head;
    }

    private static byte[] Array(string descr, byte[] data)
    {
        var header = System.Text.Encoding.Latin1.GetBytes($"{{{descr}, 'fortran_order': False, 'shape': (1,), }}".PadRight(117) + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. data];
    }

    [Theory]
    [InlineData("networkx.classes.graph", "Graph")]
    [InlineData("nltk.tokenize.punkt", "PunktSentenceTokenizer")]
    [InlineData("statsmodels.discrete.discrete_model", "Logit")]
    [InlineData("PIL.Image", "Image")]
    [InlineData("gymnasium.spaces.box", "Box")]
    [InlineData("langchain_core.documents.base", "Document")]
    [InlineData("torch.utils.data.dataloader", "DataLoader")]
    [InlineData("prophet.forecaster", "Prophet")]
    [InlineData("keras.src.legacy.preprocessing.text", "Tokenizer")]
    [InlineData("spacy.language", "Language")]
    public void Objects_of_known_classes_are_clean_and_calls_of_their_constructors_are_not(string module, string name)
    {
        Assert.Equal(Verdict.Clean, Judged.Pickle($"proto 4; global {module} {name}; emptytuple; newobj; emptydict; mark; text a; num 1; setitems; build; stop").Verdict);
        Assert.Equal(Verdict.Clean, Judged.Pickle($"proto 2; global copyreg _reconstructor; global {module} {name}; global builtins object; none; tuple3; reduce; stop").Verdict);
        Assert.Equal(Verdict.Review, Judged.Pickle($"proto 4; global {module} {name}; text a; tuple1; reduce; stop").Verdict);
    }

    [Fact]
    public void A_formula_that_a_state_evaluates_is_for_review()
    {
        Assert.Equal(Verdict.Review, Judged.Pickle("proto 4; global statsmodels.base.data PandasData; emptytuple; newobj; emptydict; mark; text formula; text y~x; text restore_design_info; true; setitems; build; stop").Verdict);
        Assert.Equal(Verdict.Clean, Judged.Pickle("proto 4; global statsmodels.base.data PandasData; emptytuple; newobj; emptydict; mark; text a; num 1; setitems; build; stop").Verdict);
    }
}
