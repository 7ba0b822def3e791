return await Parley.Server.Commands.ParleyCommand.RunAsync(args);
