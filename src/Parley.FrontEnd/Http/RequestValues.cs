using Microsoft.AspNetCore.Http;

namespace Parley.FrontEnd.Http;

/// <summary>Parameters of a request: those of a form, if the body is a small one, go before those of the query.</summary>
public sealed class RequestValues
{
    // A larger form is not looked at.
    private const int FormBytesMax = 64 * 1024;

    private readonly IQueryCollection _query;
    private readonly IFormCollection? _form;

    private RequestValues(IQueryCollection query, IFormCollection? form) => (_query, _form) = (query, form);

    /// <summary>"" for what the request does not name.</summary>
    public string this[string name] => InForm(name) is { Length: > 0 } value ? value : _query[name].ToString();

    /// <summary>"" for what the form does not name.</summary>
    public string InForm(string name) => _form?[name].ToString() ?? "";

    public static async ValueTask<RequestValues> ReadAsync(HttpContext context) =>
        new(context.Request.Query, IsSmallForm(context.Request) ? await ReadFormAsync(context) : null);

    private static bool IsSmallForm(HttpRequest request) => request.HasFormContentType && request.ContentLength is > 0 and <= FormBytesMax;

    // Whoever asks again gets the same form: the request keeps it.
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }
    }
}
