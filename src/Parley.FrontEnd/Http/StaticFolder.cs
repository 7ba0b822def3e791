using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Parley.FrontEnd.Http;

/// <summary>Finds static files by paths of requests, and says of which type they are.</summary>
public sealed class StaticFolder(string path) : IDisposable
{
    private const string Index = "index.html";
    private const int SniffedBytes = 512;

    private readonly PhysicalFileProvider _files = new(Path.GetFullPath(path));
    private readonly FileExtensionContentTypeProvider _types = new();

    /// <summary>The file to be sent for a path; else where the client must go instead, relative to it; else neither.</summary>
    public (IFileInfo? File, string? Location) Find(string path)
    {
        // Compat: a folder has one address only, whether or not there is an index.
        if (path.EndsWith("/" + Index, StringComparison.Ordinal))
            return (null, "./");
        var (isFolder, name) = (path.EndsWith('/'), path.TrimEnd('/'));
        if (name.Length > 0 && _files.GetFileInfo(name) is { Exists: true } file)
            return isFolder ? (null, "../" + NameOf(name)) : (file, null);
        if (!_files.GetDirectoryContents(name).Exists)
            return default;
        if (!isFolder)
            return (null, NameOf(name) + "/");
        // What else lies there is nobody's business.
        return _files.GetFileInfo($"{name}/{Index}") is { Exists: true } index ? (index, null) : default;
    }

    public string TypeOf(IFileInfo file)
    {
        if (!_types.TryGetContentType(file.Name, out var type))
            return LooksLikeText(file) ? "text/plain; charset=utf-8" : "application/octet-stream";
        return type.StartsWith("text/", StringComparison.Ordinal) ? type + "; charset=utf-8" : type;
    }

    public void Dispose() => _files.Dispose();

    private static string NameOf(string path) => Uri.EscapeDataString(path[(path.LastIndexOf('/') + 1)..]);

    private static bool LooksLikeText(IFileInfo file)
    {
        using var stream = file.CreateReadStream();
        Span<byte> bytes = stackalloc byte[SniffedBytes];
        bytes = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        return !bytes.ContainsAnyInRange<byte>(0x00, 0x08) && !bytes.ContainsAnyInRange<byte>(0x0E, 0x1A);
    }
}
