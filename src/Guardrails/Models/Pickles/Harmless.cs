namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>What published models import and what does no harm however it is called.</summary>
internal static class Harmless
{
    /// <summary>A module and its members. A member followed by `=role` is one that calls are followed through.</summary>
    public const string Members = """
        builtins object set frozenset dict list tuple int float complex bool str=Same bytes=Same bytearray=Same slice range xrange type long unicode=Same basestring NotImplementedType ellipsis NoneType Ellipsis NotImplemented
        builtins len abs sum round divmod pow reversed=Reverse enumerate zip hash id repr=Same ascii=Same bin hex oct ord chr=Character unichr=Character isinstance issubclass callable all any iter next format memoryview property staticmethod classmethod super
        builtins str.join=Join str.lower=Lower str.upper=Lower str.strip=Same str.replace=Replace str.encode=Codec bytes.decode=Codec bytes.join=Join bytes.fromhex=Hex bytearray.fromhex=Hex str.__add__=Concat bytes.__add__=Concat
        builtins map=Caller filter=Caller sorted=Caller min=Caller max=Caller apply=Caller reduce=Caller intern=Same
        builtins getattr=Attribute hasattr=Attribute
        builtins BaseException Exception ArithmeticError AttributeError EOFError IndexError KeyError LookupError MemoryError NameError NotImplementedError OSError OverflowError RuntimeError StopIteration TypeError ValueError ZeroDivisionError Warning UserWarning FutureWarning DeprecationWarning RuntimeWarning UserWarning FileNotFoundError AssertionError ImportError UnicodeDecodeError UnicodeEncodeError UnicodeError TimeoutError ConnectionError PermissionError InterruptedError FileExistsError BufferError SystemError ReferenceError RecursionError NotImplementedError FloatingPointError
        builtins dict.get dict.fromkeys
        copyreg _reconstructor=Maker __newobj__=Maker __newobj_ex__=Maker __reduce_ex__
        collections _tuplegetter OrderedDict defaultdict Counter deque ChainMap UserDict UserList UserString
        collections.abc Mapping Sequence Callable Iterable Iterator
        functools partial=Partial partialmethod=Partial reduce=Caller cmp_to_key=Caller _lru_cache_wrapper=Caller
        operator attrgetter=AttributeGetter methodcaller=MethodCaller itemgetter=Getter getitem=Getter __getitem__=Getter call=Caller __call__=Caller concat=Concat add=Concat __add__=Concat __concat__=Concat iadd=Concat iconcat=Concat mul sub truediv floordiv mod neg pos eq ne lt le gt ge and_ or_ not_ xor contains length_hint
        itertools count cycle repeat chain chain.from_iterable islice product permutations combinations zip_longest compress starmap=Caller accumulate=Caller takewhile=Caller dropwhile=Caller filterfalse=Caller groupby=Caller imap=Caller ifilter=Caller ifilterfalse=Caller izip izip_longest tee
        datetime datetime date time timedelta timezone tzinfo
        zoneinfo ZoneInfo ZoneInfo._unpickle
        pytz _UTC _p timezone
        dateutil.tz.tz tzutc tzlocal
        decimal Decimal Context
        fractions Fraction
        numbers Number Integral Real
        array array _array_reconstructor
        uuid UUID SafeUUID
        pathlib PosixPath WindowsPath PurePosixPath PureWindowsPath Path PurePath
        pathlib._local PosixPath WindowsPath PurePosixPath PureWindowsPath Path PurePath
        types SimpleNamespace MappingProxyType NoneType DynamicClassAttribute GenericAlias
        typing Any Union Optional List Dict Tuple Set Callable Iterable Sequence Generic TypeVar NamedTuple
        enum Enum IntEnum Flag IntFlag EnumMeta EnumType auto
        argparse Namespace
        random Random
        _random Random
        re _compile Pattern compile RegexFlag escape
        sre_constants error
        decimal getcontext
        json.decoder JSONDecoder JSONDecodeError
        json.encoder JSONEncoder
        json JSONDecoder JSONEncoder JSONDecodeError dumps
        statistics NormalDist
        _abcoll Mapping Sequence Callable Iterable
        _sre SRE_Pattern
        regex _regex_core
        time struct_time
        posixpath join basename dirname split splitext normpath isabs
        ntpath join basename dirname split splitext normpath isabs
        http HTTPStatus HTTPMethod
        ipaddress IPv4Address IPv6Address IPv4Network IPv6Network IPv4Interface IPv6Interface
        math prod hypot sqrt exp log log2 log10 sin cos tan tanh floor ceil pow fabs isnan
        string ascii_letters
        logging Logger getLogger RootLogger
        _io BytesIO StringIO
        io BytesIO StringIO
        _codecs encode=Codec decode=Codec
        codecs encode=Codec decode=Codec escape_decode=Codec
        base64 b64decode=Base64 decodebytes=Base64 standard_b64decode=Base64 urlsafe_b64decode=Base64
        binascii a2b_base64=Base64 unhexlify=Hex a2b_hex=Hex
        urllib.parse ParseResult SplitResult DefragResult ParseResultBytes SplitResultBytes DefragResultBytes
        urlparse ParseResult SplitResult
        os stat_result terminal_size uname_result times_result statvfs_result
        posix stat_result uname_result times_result statvfs_result
        signal Signals Handlers
        configparser ConfigParser.get ConfigParser.getint ConfigParser.getfloat ConfigParser.getboolean SectionProxy.get ConfigParser RawConfigParser SafeConfigParser ConverterMapping SectionProxy Interpolation BasicInterpolation ExtendedInterpolation LegacyInterpolation
        __future__ annotations division print_function
        numpy ndarray dtype=DataType matrix float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 bool_ complex64 complex128 str_ bytes_ object_ void longlong ulonglong longdouble datetime64 timedelta64 generic number integer floating inexact ufunc array asarray zeros ones empty arange sum mean median min max var std exp log log1p expm1 sqrt square abs absolute tanh add subtract multiply divide maximum minimum sign power float int bool
        numpy argmax argmin nanmean nanmedian nanstd prod cumsum clip where concatenate stack ravel reshape poly1d isnan isfinite percentile
        numpy.linalg norm
        numpy.rec recarray
        numpy.lib.polynomial poly1d
        numpy.lib._polynomial_impl poly1d
        numpy.core.fromnumeric mean sum std var argmax argmin prod
        numpy._core.fromnumeric mean sum std var argmax argmin prod
        sklearn.feature_selection._univariate_selection f_classif f_regression chi2
        sklearn.metrics._ranking roc_auc_score
        sklearn.metrics._classification accuracy_score f1_score precision_score recall_score log_loss
        sklearn.metrics._regression r2_score mean_squared_error mean_absolute_error
        sklearn.frozen._frozen FrozenEstimator
        torch.utils.data.sampler RandomSampler SequentialSampler BatchSampler SubsetRandomSampler
        transformers.tokenization_utils Trie
        numpy.dtypes Float32DType Float64DType Int64DType Int32DType BoolDType ObjectDType StringDType UInt8DType
        numpy.core.multiarray _reconstruct scalar _multiarray_umath
        numpy._core.multiarray _reconstruct scalar
        numpy.core.numeric _frombuffer
        numpy._core.numeric _frombuffer
        numpy.core _ufunc_reconstruct
        numpy._core _ufunc_reconstruct
        numpy.core._internal _convert_to_stringdtype_kwargs
        numpy._core._internal _convert_to_stringdtype_kwargs
        numpy.core.records recarray record
        numpy.matrixlib.defmatrix matrix
        numpy.ma.core MaskedArray MaskedConstant _mareconstruct
        numpy.polynomial.polynomial Polynomial
        numpy.lib.index_tricks nd_grid
        numpy.random RandomState
        numpy.random._pickle __randomstate_ctor=Caller __generator_ctor=Caller __bit_generator_ctor
        numpy.random.mtrand RandomState _randomstate_ctor
        numpy.random.mtrand.RandomState RandomState
        numpy.random._generator Generator
        numpy.random._mt19937 MT19937
        numpy.random._pcg64 PCG64
        numpy.random._philox Philox
        numpy.random._sfc64 SFC64
        numpy.random.bit_generator SeedSequence __pyx_unpickle_SeedSequence
        joblib.numpy_pickle NumpyArrayWrapper=ArrayFollows
        joblib.numpy_pickle_compat NDArrayWrapper ZNDArrayWrapper
        sklearn.externals.joblib.numpy_pickle NumpyArrayWrapper=ArrayFollows NDArrayWrapper ZNDArrayWrapper
        sklearn.externals.joblib.numpy_pickle_compat NDArrayWrapper ZNDArrayWrapper
        torch Size device dtype layout memory_format Tensor Generator ByteStorage CharStorage ShortStorage IntStorage LongStorage HalfStorage FloatStorage DoubleStorage BFloat16Storage BoolStorage ComplexFloatStorage ComplexDoubleStorage QUInt8Storage QInt8Storage QInt32Storage QUInt4x2Storage QUInt2x4Storage UntypedStorage TypedStorage FloatTensor LongTensor IntTensor DoubleTensor HalfTensor BFloat16Tensor ByteTensor CharTensor ShortTensor BoolTensor
        torch bfloat16 float16 float32 float64 float half double int8 int16 int32 int64 int long uint8 uint16 uint32 uint64 bool complex32 complex64 complex128 qint8 quint8 qint32 quint4x2 quint2x4 float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz strided sparse_coo sparse_csr per_tensor_affine per_channel_affine per_channel_affine_float_qparams per_tensor_symmetric per_channel_symmetric contiguous_format channels_last channels_last_3d preserve_format relu tanh sigmoid softmax zeros ones tensor as_tensor
        torch.cuda ByteStorage CharStorage ShortStorage IntStorage LongStorage HalfStorage FloatStorage DoubleStorage BFloat16Storage BoolStorage FloatTensor
        torch._utils _rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter _rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor _rebuild_sparse_csr_tensor _rebuild_meta_tensor_no_storage _rebuild_device_tensor_from_numpy _rebuild_device_tensor_from_cpu_tensor _rebuild_xla_tensor _rebuild_mlc_tensor _rebuild_nested_tensor _rebuild_wrapper_subclass
        torch._tensor _rebuild_from_type_v2=Maker _rebuild_from_type=Maker Tensor
        torch.tensor _rebuild_from_type_v2=Maker _rebuild_from_type=Maker
        torch.storage _load_from_bytes=TensorLoader UntypedStorage TypedStorage _LegacyStorage
        torch.serialization _get_layout
        torch.nn.parameter Parameter Buffer UninitializedParameter UninitializedBuffer
        torch.nn Parameter
        torch.nn.functional relu relu_ gelu silu tanh sigmoid softmax log_softmax leaky_relu elu softplus hardtanh
        torch.nn.backends.thnn _get_thnn_function_backend
        torch.utils.data.dataset TensorDataset Subset ConcatDataset
        torch.utils.hooks BackwardHook RemovableHandle
        torch.jit._pickle build_intlist build_tensorlist build_doublelist build_boollist build_tensor_from_id restore_type_tag
        scipy.sparse csr_matrix csc_matrix coo_matrix lil_matrix bsr_matrix dia_matrix dok_matrix csr_array csc_array coo_array
        scipy.interpolate interp1d UnivariateSpline CubicSpline PchipInterpolator BSpline
        scipy.spatial.ckdtree cKDTree
        scipy.spatial._ckdtree cKDTree
        scipy.spatial.kdtree KDTree
        scipy.stats._distn_infrastructure rv_frozen
        scipy.sparse._csr csr_matrix csr_array
        scipy.sparse._csc csc_matrix csc_array
        scipy.sparse._coo coo_matrix coo_array
        scipy.sparse._lil lil_matrix lil_array
        scipy.sparse._bsr bsr_matrix bsr_array
        scipy.sparse._dia dia_matrix dia_array
        scipy.sparse._dok dok_matrix dok_array
        scipy.sparse.csr csr_matrix
        scipy.sparse.csc csc_matrix
        scipy.sparse.coo coo_matrix
        scipy.sparse.lil lil_matrix
        scipy.sparse.bsr bsr_matrix
        scipy.sparse.dia dia_matrix
        scipy.sparse.dok dok_matrix
        scipy.interpolate._interpolate interp1d
        scipy.interpolate.interpolate interp1d
        scipy.stats._continuous_distns norm_gen uniform_gen expon_gen gamma_gen beta_gen
        scipy.special._ufuncs expit
        sklearn.tree._tree Tree
        sklearn.neighbors._dist_metrics newObj EuclideanDistance MinkowskiDistance
        sklearn.metrics._dist_metrics newObj EuclideanDistance
        sklearn.neighbors._kd_tree newObj KDTree
        sklearn.neighbors._ball_tree newObj BallTree
        sklearn.utils Bunch
        sklearn.datasets.base Bunch
        sklearn.pipeline Pipeline FeatureUnion
        sklearn._loss._loss CyHalfBinomialLoss CyHalfSquaredError CyHalfMultinomialLoss __pyx_unpickle_CyHalfBinomialLoss __pyx_unpickle_CyHalfSquaredError __pyx_unpickle_CyHalfMultinomialLoss
        pandas DataFrame Series Index Timestamp Timedelta Interval Period
        pandas._libs.internals _unpickle_block BlockPlacement
        pandas._libs.tslibs.timestamps _unpickle_timestamp Timestamp
        pandas._libs.tslibs.timedeltas _timedelta_unpickle Timedelta
        pandas._libs.arrays __pyx_unpickle_NDArrayBacked
        pandas.core.indexes.base _new_Index Index
        pandas.core.indexes.datetimes _new_DatetimeIndex DatetimeIndex
        pandas.core.indexes.period _new_PeriodIndex
        pandas.core.internals.blocks new_block
        pandas.core.dtypes.base Registry
        torchtext.vocab Vocab
        torchtext.vocab.vocab Vocab
        transformers.trainer_utils IntervalStrategy EvaluationStrategy SaveStrategy SchedulerType HubStrategy FSDPOption ShardedDDPOption
        transformers.training_args OptimizerNames ParallelMode
        transformers.debug_utils DebugOption
        accelerate.utils.dataclasses DistributedType SageMakerDistributedType ComputeEnvironment DynamoBackend LoggerType PrecisionType RNGType FP8BackendType CustomDtype SaveStrategy
        peft.utils.peft_types PeftType TaskType
        peft.utils.config PeftType TaskType
        tokenizers Tokenizer AddedToken
        tokenizers.models Model
        accelerate.state PartialState
        omegaconf.dictconfig DictConfig
        omegaconf.listconfig ListConfig
        omegaconf.base ContainerMetadata Metadata
        omegaconf.nodes AnyNode StringNode IntegerNode FloatNode BooleanNode
        """;

    /// <summary>Modules, with what lies below them, whose classes hold data; only names that begin like a class count.</summary>
    public const string Classes = """
        torch.nn.modules torch.nn.quantized torch.nn.quantizable torch.nn.intrinsic torch.nn.qat torch.nn.utils.parametrizations torch.nn.utils.weight_norm torch.nn.utils.spectral_norm torch.ao.nn torch.ao.quantization torch.quantization torch.optim torch.distributions torch.cuda.amp torch.amp
        torchvision.models torchvision.ops torchvision.transforms torchaudio.models torchaudio.transforms torch_geometric.nn torch_geometric.data.data torch_geometric.data.storage torch_geometric.data.batch timm.models timm.layers segmentation_models_pytorch efficientnet_pytorch
        sklearn.base sklearn.calibration sklearn.cluster sklearn.compose sklearn.covariance sklearn.cross_decomposition sklearn.decomposition sklearn.discriminant_analysis sklearn.dummy sklearn.ensemble sklearn.feature_extraction sklearn.feature_selection sklearn.gaussian_process sklearn.impute sklearn.isotonic sklearn.kernel_approximation sklearn.kernel_ridge sklearn.linear_model sklearn.manifold sklearn.metrics sklearn.mixture sklearn.model_selection sklearn.multiclass sklearn.multioutput sklearn.naive_bayes sklearn.neighbors sklearn.neural_network sklearn.pipeline sklearn.preprocessing sklearn.random_projection sklearn.semi_supervised sklearn.svm sklearn.tree sklearn._loss sklearn.utils._bunch sklearn.utils._tags sklearn.utils._random
        imblearn.over_sampling imblearn.under_sampling imblearn.pipeline category_encoders
        scipy.sparse scipy.interpolate scipy.stats scipy.spatial scipy.optimize
        pandas.core pandas._libs pandas.tseries
        xgboost lightgbm catboost gensim.models gensim.corpora gensim.similarities prophet.forecaster fbprophet.forecaster
        statsmodels.tsa statsmodels.regression statsmodels.genmod statsmodels.discrete statsmodels.base statsmodels.robust statsmodels.duration statsmodels.nonparametric statsmodels.gam statsmodels.multivariate statsmodels.stats
        networkx.classes nltk.classify.naivebayes nltk.classify.maxent nltk.classify.scikitlearn nltk.classify.decisiontree nltk.tag.sequential nltk.tag.perceptron nltk.tag.brill nltk.tag.tnt nltk.tokenize nltk.stem nltk.probability nltk.lm nltk.collocations nltk.tree
        spacy.language spacy.lang spacy.pipeline spacy.tokenizer spacy.vocab spacy.strings spacy.lookups spacy.tokens
        PIL.Image PIL.PngImagePlugin PIL.JpegImagePlugin PIL.GifImagePlugin PIL.BmpImagePlugin PIL.TiffImagePlugin PIL.WebPImagePlugin
        gym.spaces gymnasium.spaces langchain_core.documents langchain.schema langchain.docstore langchain_community.docstore langchain_text_splitters
        torch.utils.data.dataloader torch.utils.data.sampler torch.nn.parallel.data_parallel
        keras_preprocessing.text keras.preprocessing.text keras.src.preprocessing.text keras.src.legacy.preprocessing.text keras.api.preprocessing.text tensorflow.keras.preprocessing.text tensorflow.python.keras.preprocessing.text tf_keras.preprocessing.text tf_keras.src.preprocessing.text
        hdbscan umap.umap_ lifelines.fitters optuna.distributions optuna.trial feature_engine mlxtend.classifier mlxtend.regressor sklearn_crfsuite implicit
        transformers.training_args transformers.training_args_seq2seq transformers.trainer_utils transformers.trainer_pt_utils transformers.trainer_callback transformers.integrations.deepspeed transformers.deepspeed transformers.debug_utils transformers.hf_argparser transformers.models transformers.tokenization_utils_base transformers.configuration_utils transformers.modeling_outputs transformers.generation transformers.activations
        sentence_transformers.training_args accelerate.utils.dataclasses accelerate.utils.deepspeed trl.trainer peft.tuners peft.utils peft.config alignment.configs simpletransformers.config
        ultralytics.nn.modules ultralytics.utils.loss ultralytics.utils.tal ultralytics.utils.IterableSimpleNamespace
        pytorch_lightning.callbacks lightning.pytorch.callbacks pyannote.audio.core.task diffusers.models diffusers.schedulers fairseq.data.dictionary
        """;

    /// <summary>Neither good nor bad, though the module they are in is: a person should look.</summary>
    public const string Doubtful = """
        torch._dynamo.eval_frame OptimizedModule
        torch.fx.graph_module reduce_graph_module=CodeMaker reduce_package_graph_module=CodeMaker
        dill _dill
        dill._dill _create_function=CodeMaker _create_code=CodeMaker _create_type=CodeMaker _create_cell _load_type=TypeByName _get_attr=Attribute _create_namedtuple _create_array _create_weakref _setitems
        dill.dill _create_function=CodeMaker _create_code=CodeMaker _create_type=CodeMaker _create_cell _load_type=TypeByName _get_attr=Attribute
        cloudpickle.cloudpickle _make_function=CodeMaker _fill_function=CodeMaker _make_skel_func=CodeMaker _builtin_type=TypeByName _make_cell _make_empty_cell _function_setstate=CodeMaker _class_setstate=CodeMaker _make_skeleton_class=CodeMaker _make_skeleton_enum=CodeMaker _rehydrate_skeleton_class=CodeMaker _make_typevar _cell_set _gen_ellipsis _gen_not_implemented
        cloudpickle.cloudpickle subimport=Importer dynamic_subimport=CodeMaker
        cloudpickle subimport=Importer dynamic_subimport=CodeMaker
        joblib.externals.cloudpickle.cloudpickle _make_function=CodeMaker _builtin_type=TypeByName _function_setstate=CodeMaker _class_setstate=CodeMaker _make_skeleton_class=CodeMaker subimport=Importer
        types MethodType BuiltinFunctionType WrapperDescriptorType MethodDescriptorType
        cloudpickle.cloudpickle_fast _function_setstate=CodeMaker _class_setstate=CodeMaker
        multiprocessing.context DefaultContext
        string Template Formatter
        """;
}
