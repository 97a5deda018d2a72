using System.Runtime.InteropServices;
using Plumbline.Store.Ledgers;
using SQLitePCL;

namespace Plumbline.Store.Sqlite;

/// <summary>Which SQLite is used: the system's where it is 3.40 or newer, else the one that comes with the program.</summary>
internal static unsafe class Native
{
    private const int Oldest = 3_040_000;
    private static readonly Lock Once = new();
    private static bool isReady;

    public static void Use()
    {
        lock (Once)
        {
            if (isReady) return;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? OfTheSystem() : 0);
            try
            {
                raw.SetProvider(new SQLite3Provider_e_sqlite3());
            }
            catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
            {
                throw new LedgerException("no SQLite was found on this system; install the package `libsqlite3-0`, or name a PostgreSQL database with --store", e);
            }

            isReady = true;
        }
    }

    // Zero lets the loader look for the library that comes with the program.
    private static nint OfTheSystem()
    {
        if (!NativeLibrary.TryLoad("libsqlite3.so.0", out var handle)) return 0;
        if (NativeLibrary.TryGetExport(handle, "sqlite3_libversion_number", out var version) && ((delegate* unmanaged<int>)version)() >= Oldest) return handle;
        NativeLibrary.Free(handle);
        return 0;
    }
}
