using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.Protocol.Tests;

/// <summary>Numbers that go onto the wire of the gRPC contract as they are.</summary>
public class ContractNumbersTests
{
    [Theory]
    [InlineData(0, AuthLevel.None)]
    [InlineData(10, AuthLevel.Anonymous)]
    [InlineData(20, AuthLevel.Authenticated)]
    [InlineData(30, AuthLevel.Root)]
    public void AuthLevel_numbers(int number, AuthLevel level) => Assert.Equal(number, (int)level);

    [Theory]
    [InlineData(0, NoteWhat.None)]
    [InlineData(1, NoteWhat.Read)]
    [InlineData(2, NoteWhat.Recv)]
    [InlineData(3, NoteWhat.KeyPress)]
    [InlineData(4, NoteWhat.Call)]
    public void InfoNote_numbers(int number, NoteWhat what) => Assert.Equal(number, (int)what);

    [Theory]
    [InlineData(NoteWhat.KeyPressAudio)]
    [InlineData(NoteWhat.KeyPressVideo)]
    [InlineData(NoteWhat.Data)]
    public void InfoNote_has_no_number_for_newer_notes(NoteWhat what) => Assert.True((int)what > 4);

    [Theory]
    [InlineData(0, CallEvent.None)]
    [InlineData(1, CallEvent.Accept)]
    [InlineData(2, CallEvent.Answer)]
    [InlineData(3, CallEvent.HangUp)]
    [InlineData(4, CallEvent.IceCandidate)]
    [InlineData(5, CallEvent.Invite)]
    [InlineData(6, CallEvent.Offer)]
    [InlineData(7, CallEvent.Ringing)]
    public void CallEvent_numbers(int number, CallEvent step) => Assert.Equal(number, (int)step);

    [Theory]
    [InlineData(0, PresWhat.None)]
    [InlineData(1, PresWhat.On)]
    [InlineData(2, PresWhat.Off)]
    [InlineData(3, PresWhat.UserAgent)]
    [InlineData(4, PresWhat.Updated)]
    [InlineData(5, PresWhat.Gone)]
    [InlineData(6, PresWhat.Access)]
    [InlineData(7, PresWhat.Term)]
    [InlineData(8, PresWhat.Message)]
    [InlineData(9, PresWhat.Read)]
    [InlineData(10, PresWhat.Recv)]
    [InlineData(11, PresWhat.Deleted)]
    [InlineData(12, PresWhat.Tags)]
    [InlineData(13, PresWhat.Aux)]
    public void ServerPres_What_numbers(int number, PresWhat what) => Assert.Equal(number, (int)what);
}
