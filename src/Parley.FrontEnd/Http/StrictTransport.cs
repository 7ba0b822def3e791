using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.FrontEnd.Http;

/// <summary>Tells browsers that have come by HTTPS to come by nothing else.</summary>
public static class StrictTransport
{
    public static void Use(IApplicationBuilder application)
    {
        var age = application.ApplicationServices.GetRequiredService<FrontEndOptions>().StrictTransportAge;
        if (age <= TimeSpan.Zero)
            return;
        var header = string.Create(CultureInfo.InvariantCulture, $"max-age={(long)age.TotalSeconds}");
        application.Use((context, next) =>
        {
            // Over plain HTTP anybody on the way could have written it.
            if (context.Request.IsHttps)
                context.Response.Headers.StrictTransportSecurity = header;
            return next(context);
        });
    }
}
