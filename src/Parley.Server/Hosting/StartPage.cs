namespace Parley.Server.Hosting;

/// <summary>What browsers see when there is no web client.</summary>
internal static class StartPage
{
    /// <param name="missing">Why, as HTML.</param>
    public static string Html(string missing) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Parley</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; color: #222; background: #fff }
        code { background: #eee; padding: .1em .3em; border-radius: .2em }
        </style>
        </head>
        <body>
        <h1>Parley is running</h1>
        <p>The server answers, but there is no web client here: {{missing}}.</p>
        <p>Client applications connect to this address; <code>parley keygen</code> prints the API key they need.
        Another web client is served with <code>parley serve --static DIR</code>.</p>
        </body>
        </html>

        """;
}
