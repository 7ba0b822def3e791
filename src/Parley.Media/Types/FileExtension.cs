using System.Collections.Frozen;

namespace Parley.Media.Types;

/// <summary>The extension that the address of a file gets: for people who save it, downloads ignore it.</summary>
public static class FileExtension
{
    // Compat: of several extensions the reference takes the first of the alphabet.
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["application/gzip"] = ".gz",
        ["application/json"] = ".json",
        ["application/msword"] = ".doc",
        ["application/octet-stream"] = ".bin",
        ["application/ogg"] = ".ogx",
        ["application/pdf"] = ".pdf",
        ["application/postscript"] = ".ai",
        ["application/rtf"] = ".rtf",
        ["application/vnd.ms-excel"] = ".xlb",
        ["application/vnd.ms-powerpoint"] = ".pot",
        ["application/vnd.oasis.opendocument.spreadsheet"] = ".ods",
        ["application/vnd.oasis.opendocument.text"] = ".odt",
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = ".pptx",
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ".xlsx",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ".docx",
        ["application/wasm"] = ".wasm",
        ["application/x-7z-compressed"] = ".7z",
        ["application/x-tar"] = ".tar",
        ["application/zip"] = ".zip",
        ["audio/aac"] = ".aac",
        ["audio/aiff"] = ".aif",
        ["audio/flac"] = ".flac",
        ["audio/midi"] = ".kar",
        ["audio/mp4"] = ".m4a",
        ["audio/mpeg"] = ".mp1",
        ["audio/ogg"] = ".oga",
        ["audio/webm"] = ".webm",
        ["audio/x-wav"] = ".wav",
        ["font/otf"] = ".otf",
        ["font/ttf"] = ".ttf",
        ["font/woff"] = ".woff",
        ["font/woff2"] = ".woff2",
        ["image/avif"] = ".avif",
        ["image/bmp"] = ".bmp",
        ["image/gif"] = ".gif",
        ["image/heic"] = ".heic",
        ["image/jpeg"] = ".jfif",
        ["image/png"] = ".png",
        ["image/svg+xml"] = ".svg",
        ["image/tiff"] = ".tif",
        ["image/webp"] = ".webp",
        ["text/calendar"] = ".ics",
        ["text/css"] = ".css",
        ["text/csv"] = ".csv",
        ["text/html"] = ".ehtml",
        ["text/javascript"] = ".js",
        ["text/markdown"] = ".markdown",
        ["text/plain"] = ".asc",
        ["text/vcard"] = ".vcard",
        ["text/xml"] = ".xml",
        ["video/mp4"] = ".m4v",
        ["video/mpeg"] = ".mpe",
        ["video/ogg"] = ".ogv",
        ["video/quicktime"] = ".mov",
        ["video/webm"] = ".webm",
        ["video/x-matroska"] = ".mkv",
        ["video/x-msvideo"] = ".avi",
    }.ToFrozenDictionary();

    /// <summary>With its point; empty for types that nobody knows.</summary>
    /// <param name="type">Parameters do not matter.</param>
    public static string Of(string type)
    {
        var end = type.IndexOf(';', StringComparison.Ordinal);
        var name = (end < 0 ? type : type[..end]).Trim().ToLowerInvariant();
        return Known.GetValueOrDefault(name, "");
    }
}
