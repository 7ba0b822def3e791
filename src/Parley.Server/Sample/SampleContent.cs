namespace Parley.Server.Sample;

/// <summary>The people, groups and messages that <c>--sample-data</c> adds. All of them are made up.</summary>
internal static class SampleContent
{
    public static readonly IReadOnlyList<SamplePerson> People =
    [
        new("mira", "Mira Tan", "Up early, out late"),
        new("jonas", "Jonas Berg", "Builds bicycles"),
        new("leila", "Leila Haddad", "Reads the last page first"),
        new("tobi", "Tobi Okafor", "Ask me about bread"),
        new("sofia", "Sofia Marin", "On a train, probably"),
        new("kenji", "Kenji Mori", "Will answer tomorrow"),
    ];

    public static readonly IReadOnlyList<SampleGroup> Groups =
    [
        new("Hill walkers", "hiking", "mira", ["jonas", "tobi", "sofia"], [], "sofia",
        [
            new("mira", At(4, 7), "Saturday looks dry. The ridge path, start at eight?"),
            new("jonas", At(4, 6), "Count me in. I can take three people in the car."),
            new("tobi", At(3, 22), "I'll bring lunch: two loaves of rye are in the oven already."),
            new("sofia", At(3, 2), "My train gets in at 7:40. Can somebody pick me up at the station?"),
            new("jonas", At(3, 1), "That's on the way, I'll be there."),
            new("mira", At(1, 5), "The last bridge is closed for repairs, so we turn around at the hut. Still 14 km."),
            new("tobi", At(0, 9), "Fewer kilometres, same lunch. Perfect."),
        ]),
        new("Slow book club", "books", "leila", ["kenji", "mira"], [], "kenji",
        [
            new("leila", At(5, 3), "Next book: something short this time? We spent four months on the last one."),
            new("mira", At(5, 1), "A collection of stories would do. One each week."),
            new("kenji", At(2, 12), "I finished the last one yesterday, so I'm ready for anything."),
            new("leila", At(2, 10), "Congratulations! Then let's vote on Thursday."),
            new("mira", At(0, 20), "Thursday works, my place. There will be cake."),
        ]),
        new("Repair café news", "repair", "tobi", ["jonas"], ["leila", "kenji", "sofia"], "sofia",
        [
            new("tobi", At(6, 4), "The repair café opens its doors again on the first Sunday of the month, from two to six."),
            new("jonas", At(3, 8), "This month with a corner for bicycles. Bring your wobbly wheels."),
            new("tobi", At(1, 2), "Last month we mended 31 things out of 40. The toaster of the year goes to Leila."),
        ]),
    ];

    public static readonly IReadOnlyList<SampleConversation> Conversations =
    [
        new("mira", "jonas",
        [
            new("mira", At(2, 6), "Is the blue bike ready?"),
            new("jonas", At(2, 5), "Nearly. The new chain comes tomorrow."),
            new("jonas", At(1, 4), "Ready! You can fetch it any time after four."),
            new("mira", At(1, 3), "You are the best. See you at five."),
            new("jonas", At(0, 3), "How does it ride?"),
        ]),
        new("leila", "tobi",
        [
            new("tobi", At(3, 5), "Your toaster lives. It only wanted attention."),
            new("leila", At(3, 4), "I knew it! What do I owe you?"),
            new("tobi", At(3, 4), "Breakfast."),
            new("leila", At(0, 15), "Sunday at ten, then. Toast, obviously."),
        ]),
        new("sofia", "kenji",
        [
            new("sofia", At(2, 2), "I'm in your town next week. Coffee?"),
            new("kenji", At(1, 1), "Gladly. Wednesday or Friday?"),
            new("sofia", At(0, 22), "Friday at three, the place by the canal."),
        ]),
        new("mira", "leila",
        [
            new("leila", At(1, 9), "Shall I bring chairs on Thursday?"),
            new("mira", At(1, 8), "Two would be great."),
        ]),
    ];

    private static TimeSpan At(int days, int hours) => new(days, hours, 0, 0);
}
