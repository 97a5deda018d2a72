using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Plumbline.Server.Keeping;

namespace Plumbline.Server.Access.Keys;

/// <summary>The keys of cookies in the cabinet, so that every node of a server reads what another one wrote.</summary>
/// <param name="ledgers">Where they are kept.</param>
internal sealed class KeyDrawer(LedgerPool ledgers) : IXmlRepository
{
    private const string Drawer = "cookie-keys";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. ledgers.Keep(c => c.List(Drawer)).Select(k => XElement.Parse(k.Body))];

    public void StoreElement(XElement element, string friendlyName) => ledgers.Keep(c => c.Put(Drawer, friendlyName, element.ToString(SaveOptions.DisableFormatting)));
}

/// <summary>Seals them with the key file.</summary>
/// <param name="key">The key.</param>
internal sealed class SealedXml(SecretKey key) : IXmlEncryptor
{
    public const string Purpose = "cookie-keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement("sealed", key.Seal(Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(OpenedXml));
}

/// <summary>Opens them; the framework makes it by its type.</summary>
/// <param name="services">Knows the key.</param>
internal sealed class OpenedXml(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<SecretKey>().Open(SealedXml.Purpose, encryptedElement.Value)));
}
