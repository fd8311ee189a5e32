using PublicApi.Cli;

return await CommandLine.Run(args);
