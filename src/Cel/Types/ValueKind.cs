namespace Plumbline.Cel.Types;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueKind
{
    Null, Bool, Int, Uint, Double, String, Bytes, List, Map, Timestamp, Duration, Type, Optional, Ip, Cidr, Error,
}
