using System.Text;
using Plumbline.Store.Cabinets;
using Plumbline.Store.Projections;
using Plumbline.Store.Records;

namespace Plumbline.Store.Ledgers;

/// <summary>Sees one row of a projection, its texts in UTF-8.</summary>
public delegate void RowVisitor(ReadOnlySpan<byte> key, long number, ReadOnlySpan<byte> body);

/// <summary>Sees one record; false to stop.</summary>
public delegate bool RecordVisitor(in RecordView record);

/// <summary>Where records lie. The door that SQLite and PostgreSQL stand behind; every failure is a <see cref="LedgerException"/>.</summary>
public interface IRecordStore : IDisposable
{
    /// <summary>What a user calls it: the file, or host and database.</summary>
    string Place { get; }

    /// <summary>What runs it, with its version.</summary>
    string Engine { get; }

    /// <summary>The last record, as the store remembers it.</summary>
    Tip Tip { get; }

    /// <summary>What is kept beside the records and follows from none.</summary>
    ICabinet Cabinet { get; }

    /// <summary>Waits for its turn to write. What is written counts from <see cref="IWriting.Commit"/> on, all of it or nothing.</summary>
    IWriting Begin();

    /// <summary>Shows the records after a number, in order, as they lie.</summary>
    void Read(long after, RecordVisitor visit);

    /// <summary>Shows the records about one subject, in order.</summary>
    void ReadSubject(string subject, RecordVisitor visit);

    /// <summary>Shows what was done before a number, the latest first: every record but claims, which are many.</summary>
    /// <param name="before">Only records of lower numbers.</param>
    /// <param name="kind">Only records of this kind; null for all.</param>
    /// <param name="visit">Sees one after another until it has seen enough.</param>
    void ReadActs(long before, RecordKind? kind, RecordVisitor visit);

    /// <summary>Shows the rows of a projection whose keys begin so, in any order.</summary>
    void ReadRows(string projection, string prefix, RowVisitor visit);

    /// <summary>Shows the rows of a projection whose keys begin so, in any order.</summary>
    void ReadRows(string projection, string prefix, Action<Row> visit) =>
        ReadRows(projection, prefix, (key, number, body) => visit(new Row(Encoding.UTF8.GetString(key), number, Encoding.UTF8.GetString(body))));

    /// <summary>What the engine itself finds wrong with its file, by sentences. Something else may read the store meanwhile.</summary>
    IReadOnlyList<string> Check();
}

/// <summary>One turn of writing; leaving it without a commit writes nothing.</summary>
public interface IWriting : IDisposable
{
    /// <summary>The last record, nobody else can add one meanwhile.</summary>
    Tip Tip { get; }

    /// <summary>Adds a record.</summary>
    void Add(in RecordView record);

    /// <summary>The rows of a projection.</summary>
    IRows Rows(string projection);

    /// <summary>Takes all rows of a projection away.</summary>
    void Clear(string projection);

    /// <summary>Makes it count. When this returns, it is on disk.</summary>
    void Commit(Tip tip);
}
