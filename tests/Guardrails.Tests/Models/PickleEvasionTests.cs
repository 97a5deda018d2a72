using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>Ways to hide a call from whoever lists imports, each beside a twin that is built alike and does no harm.</summary>
public sealed class PickleEvasionTests
{
    private const string Ls = "text ls; tuple1; reduce; stop";

    /// <summary>Name, program that executes, twin that does not.</summary>
    public static TheoryData<string, string, string> Pairs() => new()
    {
        { "a plain call", $"proto 4; text os; text system; stackglobal; {Ls}", "proto 4; text collections; text OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "protocol 0", "global os system; mark; string 'ls'; tuple; reduce; stop", "global collections OrderedDict; mark; tuple; reduce; stop" },
        { "an older name of the module", "global __builtin__ eval; mark; string '1'; tuple; reduce; stop", "global __builtin__ set; mark; emptylist; tuple; reduce; stop" },
        { "names from the memo", $"unicode os; put 2; pop; unicode system; put 3; pop; unicode torch; put 0; pop; get 2; get 3; stackglobal; {Ls}", "unicode os; put 2; pop; unicode collections; put 3; pop; unicode OrderedDict; put 4; pop; get 3; get 4; stackglobal; emptytuple; reduce; stop" },
        { "a memo key that Python 2 takes", $"text os; put a b; pop; text system; put c; pop; get a b; get c; stackglobal; {Ls}", "text collections; put a b; pop; text OrderedDict; put c; pop; get a b; get c; stackglobal; emptytuple; reduce; stop" },
        { "a memo key written oddly", $"text os; put 0_2; pop; get +2; text system; stackglobal; {Ls}", "text collections; put 0_2; pop; get +2; text OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "an overwritten memo entry", $"text collections; binput 0; pop; text os; binput 0; pop; binget 0; text system; stackglobal; {Ls}", "text os; binput 0; pop; text collections; binput 0; pop; binget 0; text OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "DUP for the name", $"text code; dup; stackglobal; {Ls}", "text collections; dup; tuple2; stop" },
        { "POP over a mark", $"text os; mark; pop; text system; stackglobal; {Ls}", "text collections; mark; pop; text OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "POP_MARK", $"text os; mark; text a; text b; popmark; text system; stackglobal; {Ls}", "text collections; mark; text os; text system; popmark; text OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "INST", "mark; string 'ls'; inst os system; stop", "mark; inst collections OrderedDict; stop" },
        { "OBJ", "mark; global os system; string 'ls'; obj; stop", "mark; global collections OrderedDict; obj; stop" },
        { "NEWOBJ", "proto 2; global subprocess Popen; binunicode ls; tuple1; newobj; stop", "proto 2; global collections OrderedDict; emptytuple; newobj; stop" },
        { "NEWOBJ_EX", "proto 4; global subprocess Popen; text ls; tuple1; emptydict; newobjex; stop", "proto 4; global collections OrderedDict; emptytuple; emptydict; newobjex; stop" },
        { "BUILD that changes a module", "global torch _utils; emptydict; text _rebuild_tensor; text builtins; setitem; build; stop", "global collections OrderedDict; emptytuple; reduce; emptydict; text a; text b; setitem; build; stop" },
        { "BUILD that plants a method", "global collections OrderedDict; emptytuple; reduce; emptydict; text __setstate__; global numpy dtype; setitem; build; text x; build; stop", "global collections OrderedDict; emptytuple; reduce; emptydict; text state; global numpy dtype; setitem; build; stop" },
        { "SETITEM into a module's table", "global collections OrderedDict; text a; global numpy dtype; setitem; stop", "global collections OrderedDict; emptytuple; reduce; text a; num 1; setitem; stop" },
        { "a persistent id that is called", "persid 1; string 'ls'; tuple1; reduce; stop", "persid 1; stop" },
        { "an extension code that is called", "proto 2; ext1 7; binunicode ls; tuple1; reduce; stop", "proto 2; num 7; binunicode ls; tuple2; stop" },
        { "getattr to another module", "global builtins getattr; global linecache os; text system; tuple2; reduce; text ls; tuple1; reduce; stop", "global builtins getattr; global collections OrderedDict; text fromkeys; tuple2; reduce; pop; none; stop" },
        { "getattr into the interpreter", "global builtins getattr; global numpy ndarray; text __class__; tuple2; reduce; stop", "global numpy ndarray; text __class__; tuple2; stop" },
        { "getattr with a name nobody can tell", "global builtins getattr; global numpy ndarray; persid 1; tuple2; reduce; emptytuple; reduce; stop", "global numpy ndarray; persid 1; tuple2; stop" },
        { "attrgetter", "global operator attrgetter; text system; tuple1; reduce; global torch os; tuple1; reduce; text ls; tuple1; reduce; stop", "global operator attrgetter; text weight; tuple1; reduce; stop" },
        { "methodcaller", "global operator methodcaller; text system; text ls; tuple2; reduce; global pydoc locate; text os; tuple1; reduce; tuple1; reduce; stop", "global operator methodcaller; text lower; tuple1; reduce; stop" },
        { "itemgetter whose gift is called", "global operator itemgetter; text eval; tuple1; reduce; emptydict; tuple1; reduce; text 1; tuple1; reduce; stop", "global operator itemgetter; num 0; tuple1; reduce; stop" },
        { "partial", "global functools partial; global os system; text ls; tuple2; reduce; emptytuple; reduce; stop", "global functools partial; global torch.nn.modules.batchnorm BatchNorm2d; tuple1; reduce; stop" },
        { "map", "global builtins map; global os system; mark; text ls; list; tuple2; reduce; stop", "global builtins map; global builtins str; mark; num 1; list; tuple2; reduce; stop" },
        { "map of getattr", "global builtins map; global builtins getattr; mark; global numpy ndarray; list; mark; text tofile; list; tuple3; reduce; stop", "global builtins map; global builtins len; mark; text a; list; tuple2; reduce; stop" },
        { "reduce of getattr", "global functools reduce; global builtins getattr; mark; text os; text system; list; tuple2; reduce; stop", "global functools reduce; global operator add; mark; num 1; num 2; list; tuple2; reduce; stop" },
        { "apply", "global __builtin__ apply; global os system; mark; text ls; list; tuple2; reduce; stop", "global __builtin__ set; mark; text ls; list; tuple1; reduce; stop" },
        { "copyreg's reconstructor", "global copyreg _reconstructor; global subprocess Popen; global builtins object; none; tuple3; reduce; stop", "global copyreg _reconstructor; global collections OrderedDict; global builtins object; none; tuple3; reduce; stop" },
        { "rebuilding from a type", "global torch._tensor _rebuild_from_type_v2; mark; global os system; global torch Tensor; text ls; tuple1; none; tuple; reduce; stop", "global torch._tensor _rebuild_from_type_v2; mark; global torch._utils _rebuild_parameter; global torch Tensor; persid 1; tuple1; none; tuple; reduce; stop" },
        { "a dotted name", $"proto 4; text numpy; text ndarray.__class__.__base__; stackglobal; {Ls}", "proto 4; text numpy; text ndarray; stackglobal; stop" },
        { "another module on the way", $"proto 4; text linecache; text os.system; stackglobal; {Ls}", "proto 4; text linecacheous; text a; tuple2; stop" },
        { "an underscored module on the way", $"proto 4; text random; text _os.system; stackglobal; {Ls}", "proto 4; text random; text Random; stackglobal; emptytuple; reduce; stop" },
        { "a renamed package on the way", $"proto 4; text six.moves.builtins; text eval; stackglobal; {Ls}", "proto 4; text six; text eval; tuple2; stop" },
        { "a name that is joined", $"proto 4; text os; global operator concat; text sys; text tem; tuple2; reduce; stackglobal; {Ls}", "proto 4; text sys; text tem; tuple2; stop" },
        { "a name of characters", $"proto 4; global builtins str.join; text ; mark; global builtins chr; num 111; tuple1; reduce; global builtins chr; num 115; tuple1; reduce; list; tuple2; reduce; text system; stackglobal; {Ls}", "proto 4; mark; num 111; num 115; list; stop" },
        { "a name that is decoded", $"proto 4; text os; global _codecs decode; text flfgrz; text rot13; tuple2; reduce; stackglobal; {Ls}", "proto 4; global _codecs encode; text abc; text latin1; tuple2; reduce; stop" },
        { "a name that is computed elsewhere", $"proto 4; text os; persid 1; stackglobal; {Ls}", "proto 4; text os; persid 1; tuple2; stop" },
        { "names that are no texts", "proto 4; global collections OrderedDict; global collections OrderedDict; stackglobal; stop", "proto 4; global collections OrderedDict; global collections OrderedDict; tuple2; stop" },
        { "escapes in UNICODE", $"unicode \\u006fs; unicode s\\u0079stem; stackglobal; {Ls}", "unicode \\u0063ollections; unicode OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "escapes in STRING", $"string '\\x6f\\163'; string \"s\\x79stem\"; stackglobal; {Ls}", "string '\\x63ollections'; string 'OrderedDict'; stackglobal; emptytuple; reduce; stop" },
        { "carriage returns", "global os\r system\r; string 'ls'; tuple1; reduce; stop", "global collections\r OrderedDict\r; emptytuple; reduce; stop" },
        { "eight-byte lengths", $"proto 4; binunicode8 os; binunicode8 system; stackglobal; {Ls}", "proto 4; binunicode8 collections; binunicode8 OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "PROTO again and again", $"proto 4; proto 2; proto 0; text os; proto 3; text system; stackglobal; {Ls}", "proto 4; proto 2; proto 0; text collections; proto 3; text OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "frames that lie", $"proto 4; frame 3; text os; frame 9000; text system; stackglobal; {Ls}", "proto 4; frame 13; text collections; frame 17; text OrderedDict; stackglobal; emptytuple; reduce; stop" },
        { "a number that ends at a NUL", "int 1\0x; pop; global os system; string 'ls'; tuple1; reduce; stop", "int 1\0x; pop; global collections OrderedDict; emptytuple; reduce; stop" },
        { "a nested pickle that is loaded", "proto 4; global torch.storage _load_from_bytes; bytes 80048c026f738c0673797374656d938c026c7385522e; tuple1; reduce; stop", "proto 4; global torch.storage _load_from_bytes; bytes 80045d942e0000000000; tuple1; reduce; stop" },
        { "a nested pickle in the data", "proto 4; emptylist; bytes 80048c026f738c0673797374656d938c026c7385522e; append; stop", "proto 4; emptylist; bytes 808080808080808080808080; append; stop" },
        { "a nested pickle in base64", "proto 4; emptylist; text gASMAm9zjAZzeXN0ZW2TjAJsc4VSLg==; append; stop", "proto 4; emptylist; text gASMAm9zjAZzeXN0; append; stop" },
        { "a nested pickle in hexadecimal", "proto 4; emptylist; text 80048c026f738c0673797374656d938c026c7385522e; append; stop", "proto 4; emptylist; text 8004800480048004800480048004; append; stop" },
        { "cloudpickle that makes code", "proto 4; global cloudpickle.cloudpickle _make_function; global cloudpickle.cloudpickle _builtin_type; text CodeType; tuple1; reduce; mark; num 1; text system; tuple1; text os; tuple1; tuple; reduce; tuple1; reduce; stop", "proto 4; text cloudpickle.cloudpickle; text _make_function; tuple2; stop" },
        { "a function of the file that is called", "proto 4; global dill._dill _create_function; none; tuple1; reduce; emptytuple; reduce; stop", "proto 4; text dill._dill; text _create_function; tuple2; stop" },
        { "a function of the standard library nobody lists", "global tabnanny check; string '/'; tuple1; reduce; stop", "global datetime date; string 'a'; tuple1; reduce; stop" },
        { "a stream after a harmless one", $"proto 4; emptylist; stop; proto 4; text os; text system; stackglobal; {Ls}", "proto 4; emptylist; stop; proto 4; emptydict; stop" },
        { "a stream that breaks after its payload", "global os system; string 'ls'; tuple1; reduce; raw FFFFFF", "global collections OrderedDict; emptytuple; reduce; stop" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_hidden_call_is_found_and_its_twin_stays_quiet(string name, string hidden, string twin)
    {
        var (found, quiet) = (Judged.Pickle(hidden), Judged.Pickle(twin));

        Assert.True(found.Verdict == Verdict.Malicious, $"{name}: {found.Verdict}, {string.Join(" · ", found.Signs)}");
        Assert.True(quiet.Verdict <= Verdict.Clean || (quiet.Verdict == Verdict.Review && name == "getattr to another module"), $"twin of {name}: {quiet.Verdict}, {string.Join(" · ", quiet.Signs)} {string.Join(" · ", quiet.NotScanned)}");
    }

    [Fact]
    public void A_payload_across_the_end_of_a_frame_is_told_and_looked_into()
    {
        var payload = Convert.ToHexString(Assembler.Join(new byte[3], Assembler.Pickle("global os system; text ls; tuple1; reduce"), new byte[40]));
        var hidden = Judged.Pickle($"proto 5; frame 4; bytes {payload}; stop");
        Assert.Equal(Verdict.Malicious, hidden.Verdict);
        Assert.Contains(hidden.Signs, s => s.Kind == "frame-mismatch");
        Assert.Equal("frame-mismatch", Judged.Pickle("proto 5; frame 2; binunicode hello; stop").Signs[0].Kind);
        Assert.Equal(Verdict.Clean, Judged.Pickle($"proto 5; bytes {payload}; frame 1; stop").Verdict);
    }

    [Theory]
    [InlineData("dup", Verdict.Review)]
    [InlineData("binget 0; append", Verdict.Review)]
    [InlineData("emptylist; append", Verdict.Clean)]
    public void What_is_put_together_with_itself_again_and_again_is_told(string step, Verdict verdict) =>
        Assert.Equal(verdict, Judged.Pickle($"proto 4; emptylist; memoize; {string.Concat(Enumerable.Repeat(step + "; ", 100))} stop").Verdict);

    [Fact]
    public void A_container_that_is_its_own_key_is_told() => Assert.Equal("malformed", Judged.Pickle("proto 4; emptyset; memoize; mark; binget 0; additems; stop").Signs[0].Kind);

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "spawnv")]
    [InlineData("nt", "startfile")]
    [InlineData("subprocess", "check_output")]
    [InlineData("builtins", "exec")]
    [InlineData("builtins", "__import__")]
    [InlineData("pip", "main")]
    [InlineData("pip._internal.cli.main", "main")]
    [InlineData("torch", "load")]
    [InlineData("torch.hub", "load")]
    [InlineData("torch.utils.cpp_extension", "load_inline")]
    [InlineData("numpy.testing._private.utils", "runstring")]
    [InlineData("numpy.f2py.crackfortran", "getlincoef")]
    [InlineData("pydoc", "locate")]
    [InlineData("pkgutil", "resolve_name")]
    [InlineData("importlib", "import_module")]
    [InlineData("importlib.util", "spec_from_file_location")]
    [InlineData("runpy", "run_path")]
    [InlineData("ctypes", "CDLL")]
    [InlineData("webbrowser", "open")]
    [InlineData("shutil", "rmtree")]
    [InlineData("code", "InteractiveInterpreter.runcode")]
    [InlineData("types", "CodeType")]
    [InlineData("marshal", "loads")]
    [InlineData("_pickle", "loads")]
    [InlineData("joblib", "load")]
    [InlineData("pandas", "read_pickle")]
    [InlineData("asyncio.unix_events", "_UnixSubprocessTransport._start")]
    [InlineData("multiprocessing.util", "spawnv_passfds")]
    [InlineData("urllib.request", "urlopen")]
    [InlineData("http.client", "HTTPSConnection")]
    [InlineData("sqlite3", "connect")]
    [InlineData("logging", "FileHandler")]
    [InlineData("logging.config", "listen")]
    [InlineData("distutils.spawn", "spawn")]
    [InlineData("setuptools", "setup")]
    [InlineData("lib2to3.pgen2.grammar", "Grammar.loads")]
    [InlineData("_osx_support", "_read_output")]
    [InlineData("copyreg", "add_extension")]
    [InlineData("transformers.dynamic_module_utils", "get_class_from_dynamic_module")]
    [InlineData("some.package.of.mine", "run_shell")]
    public void What_no_model_needs_is_malicious_when_it_is_called(string module, string name)
    {
        var report = Judged.Pickle($"proto 4; text {module}; text {name}; stackglobal; text x; tuple1; reduce; stop");

        Assert.Equal(Verdict.Malicious, report.Verdict);
        Assert.Equal($"{module}.{name}", report.Signs[0].Subject);
    }

    [Fact]
    public void What_nobody_knows_is_for_review()
    {
        var report = Judged.Pickle("proto 4; text my.models; text Wizard; stackglobal; emptytuple; newobj; stop");

        Assert.Equal(Verdict.Review, report.Verdict);
        Assert.Equal("unknown-call", report.Signs[0].Kind);
    }

    [Fact]
    public void A_dangerous_name_that_is_only_data_is_none()
    {
        Assert.Equal(Verdict.Clean, Judged.Pickle("proto 4; emptylist; mark; text os; text system; text builtins.eval; appends; stop").Verdict);
    }

    [Fact]
    public void A_dangerous_import_that_is_never_called_weighs_less_and_still_counts()
    {
        var report = Judged.Pickle("proto 4; text os; text system; stackglobal; stop");

        Assert.Equal((Verdict.Malicious, "dangerous-import", Danger.High), (report.Verdict, report.Signs[0].Kind, report.Signs[0].Danger));
    }
}
