using System.Runtime.InteropServices;

namespace Plumbline.Code.TreeSitter;

/// <summary>A node as the core hands it out, by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct RawNode
{
    private readonly uint c0, c1, c2, c3;
    private readonly nint id, tree;
}

/// <summary>A walk through a tree. The core's is 32 bytes; the rest is room for a core whose cursor is larger.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct RawCursor
{
    private readonly nint tree, id;
    private readonly uint c0, c1, c2, c3;
    private readonly nint spare0, spare1;
}

/// <summary>The functions of the tree-sitter core that are used. The library is never unloaded.</summary>
internal sealed unsafe class Core(nint library)
{
    public readonly delegate* unmanaged<nint> NewParser = (delegate* unmanaged<nint>)Export(library, "ts_parser_new");
    public readonly delegate* unmanaged<nint, nint, byte> SetLanguage = (delegate* unmanaged<nint, nint, byte>)Export(library, "ts_parser_set_language");
    public readonly delegate* unmanaged<nint, ulong, void> SetTimeout = (delegate* unmanaged<nint, ulong, void>)Export(library, "ts_parser_set_timeout_micros");
    public readonly delegate* unmanaged<nint, void> Reset = (delegate* unmanaged<nint, void>)Export(library, "ts_parser_reset");
    public readonly delegate* unmanaged<nint, void> DeleteParser = (delegate* unmanaged<nint, void>)Export(library, "ts_parser_delete");
    public readonly delegate* unmanaged<nint, nint, byte*, uint, nint> Parse = (delegate* unmanaged<nint, nint, byte*, uint, nint>)Export(library, "ts_parser_parse_string");
    public readonly delegate* unmanaged<nint, void> DeleteTree = (delegate* unmanaged<nint, void>)Export(library, "ts_tree_delete");
    public readonly delegate* unmanaged<nint, RawNode> Root = (delegate* unmanaged<nint, RawNode>)Export(library, "ts_tree_root_node");
    public readonly delegate* unmanaged<RawNode, RawCursor> NewCursor = (delegate* unmanaged<RawNode, RawCursor>)Export(library, "ts_tree_cursor_new");
    public readonly delegate* unmanaged<RawCursor*, void> DeleteCursor = (delegate* unmanaged<RawCursor*, void>)Export(library, "ts_tree_cursor_delete");

    // Called once or more for every node, and short: without the change of mode a call costs a tenth.
    public readonly delegate* unmanaged[SuppressGCTransition]<RawCursor*, RawNode> Current = (delegate* unmanaged[SuppressGCTransition]<RawCursor*, RawNode>)Export(library, "ts_tree_cursor_current_node");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawCursor*, ushort> Field = (delegate* unmanaged[SuppressGCTransition]<RawCursor*, ushort>)Export(library, "ts_tree_cursor_current_field_id");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawCursor*, byte> Down = (delegate* unmanaged[SuppressGCTransition]<RawCursor*, byte>)Export(library, "ts_tree_cursor_goto_first_child");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawCursor*, byte> Along = (delegate* unmanaged[SuppressGCTransition]<RawCursor*, byte>)Export(library, "ts_tree_cursor_goto_next_sibling");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawCursor*, byte> Up = (delegate* unmanaged[SuppressGCTransition]<RawCursor*, byte>)Export(library, "ts_tree_cursor_goto_parent");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawNode, ushort> Symbol = (delegate* unmanaged[SuppressGCTransition]<RawNode, ushort>)Export(library, "ts_node_symbol");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawNode, uint> Start = (delegate* unmanaged[SuppressGCTransition]<RawNode, uint>)Export(library, "ts_node_start_byte");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawNode, uint> End = (delegate* unmanaged[SuppressGCTransition]<RawNode, uint>)Export(library, "ts_node_end_byte");
    public readonly delegate* unmanaged[SuppressGCTransition]<RawNode, byte> IsMissing = (delegate* unmanaged[SuppressGCTransition]<RawNode, byte>)Export(library, "ts_node_is_missing");

    public readonly delegate* unmanaged<nint, uint> SymbolCount = (delegate* unmanaged<nint, uint>)Export(library, "ts_language_symbol_count");
    public readonly delegate* unmanaged<nint, ushort, byte*> SymbolName = (delegate* unmanaged<nint, ushort, byte*>)Export(library, "ts_language_symbol_name");
    public readonly delegate* unmanaged<nint, ushort, int> SymbolType = (delegate* unmanaged<nint, ushort, int>)Export(library, "ts_language_symbol_type");
    public readonly delegate* unmanaged<nint, uint> FieldCount = (delegate* unmanaged<nint, uint>)Export(library, "ts_language_field_count");
    public readonly delegate* unmanaged<nint, ushort, byte*> FieldName = (delegate* unmanaged<nint, ushort, byte*>)Export(library, "ts_language_field_name_for_id");

    private static nint Export(nint library, string name) => NativeLibrary.GetExport(library, name);
}
