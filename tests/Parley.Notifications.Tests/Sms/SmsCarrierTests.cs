using System.Net;
using Parley.Notifications.Outbox;
using Parley.Notifications.Sms;
using Parley.Notifications.Tests.Fakes;
using Parley.Notifications.Texts;

namespace Parley.Notifications.Tests.Sms;

public sealed class SmsCarrierTests : HttpMessageHandler
{
    private HttpStatusCode _status = HttpStatusCode.Accepted;
    private bool _isDown;
    private string? _authorization;
    private string? _body;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_is_posted_to_the_gateway()
    {
        await DeliverAsync("fr");
        Assert.Equal("Bearer gateway-secret", _authorization);
        Assert.Equal(
            ("+17025551234", "Parley", "chat.example.com : votre code de confirmation est 012345."),
            (Read("to"), Read("from"), Read("text")));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Unauthorized, false)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    public async Task A_refusal_tells_whether_to_try_again(HttpStatusCode status, bool mayBeRepeated)
    {
        _status = status;
        var failure = await Assert.ThrowsAsync<DeliveryFailedException>(() => DeliverAsync(null));
        Assert.Equal(mayBeRepeated, failure.MayBeRepeated);
        Assert.DoesNotMatch("secret|012345|7025551234", failure.ToString());
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_may_be_tried_again()
    {
        _isDown = true;
        Assert.True((await Assert.ThrowsAsync<DeliveryFailedException>(() => DeliverAsync(null))).MayBeRepeated);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_isDown)
            throw new HttpRequestException("no route");
        _authorization = request.Headers.Authorization?.ToString();
        _body = await request.Content!.ReadAsStringAsync(cancellationToken);
        return new HttpResponseMessage(_status);
    }

    private async Task DeliverAsync(string? language)
    {
        using var http = new HttpClient(this, disposeHandler: false);
        var options = new SmsOptions { Gateway = new Uri("https://sms.test/send"), Token = "gateway-secret", From = "Parley" };
        await new SmsCarrier(new HttpSmsSender(http, options), new TextCatalog(TextCatalog.Languages), "chat.example.com")
            .DeliverAsync(Messages.Confirmation(method: "tel", value: "+17025551234", language: language), Ct);
    }

    private string? Read(string name) => System.Text.Json.JsonDocument.Parse(_body!).RootElement.GetProperty(name).GetString();
}
