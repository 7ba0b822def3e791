namespace Parley.EndToEnd.Tests.Commands;

public sealed class CredCommandTests
{
    private const string EmailRequired = """{ "accounts": { "email": { "required": ["auth"], "addToTags": true } } }""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_is_confirmed_with_its_tag_whether_the_server_runs_or_not(bool isRunning)
    {
        await using var world = await OperatorWorld.StartAsync(isRunning: true, EmailRequired);
        await using (var person = await world.ConnectAsync())
        {
            var made = await person.AskAsync(
                "acc",
                $$""" "user":"new","scheme":"basic","secret":"{{OperatorWorld.Secret("walter", "secret-1")}}","cred":[{"meth":"email","val":"walter@example.com"}] """);
            Assert.InRange(made.GetProperty("code").GetInt32(), 200, 399);
            Assert.Equal(300, (await person.LoginAsync("walter", "secret-1")).GetProperty("code").GetInt32());
        }

        if (!isRunning)
            await world.StopAsync();
        await world.FailsAsync("no such tel", "cred", "confirm", "walter", "tel");
        await world.FailsAsync("no kind of credential", "cred", "confirm", "walter", "fax");
        var done = await world.JsonAsync("cred", "confirm", "walter", "email");
        Assert.Equal("walter@example.com", done.GetProperty("value").GetString());
        await world.FailsAsync("confirmed already", "cred", "confirm", "walter", "email", "walter@example.com");

        var shown = await world.JsonAsync("user", "show", "walter");
        Assert.True(Assert.Single(shown.GetProperty("credentials").EnumerateArray()).GetProperty("isDone").GetBoolean());
        Assert.Contains("email:walter@example.com", shown.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        if (!isRunning)
            await world.ServeAsync();
        await using var confirmed = await world.ConnectAsync();
        Assert.Equal(200, (await confirmed.LoginAsync("walter", "secret-1")).GetProperty("code").GetInt32());
    }
}
