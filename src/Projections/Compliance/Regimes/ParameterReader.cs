using System.Text.Json;

namespace Projections.Compliance.Regimes;

/// <summary>Holds the parameters of a check against what its kind takes.</summary>
internal static class ParameterReader
{
    /// <summary>Null after a fault.</summary>
    public static CheckParameters? Read(FormReader form, JsonElement check, string at, CheckKind kind)
    {
        var path = $"{at}.params";
        var before = form.Faults.Length;
        if (form.Member(check, at, "params") is not { } given
            || !form.IsObject(given, path, [.. kind.Parameters.Select(parameter => parameter.Name)]))
        {
            return null;
        }

        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var parameter in kind.Parameters)
        {
            if (given.TryGetProperty(parameter.Name, out _) || !parameter.Optional)
            {
                values[parameter.Name] = Value(form, given, path, parameter);
            }
        }

        if (form.Faults.Length > before)
        {
            return null;
        }

        var parameters = new CheckParameters(values);
        if (kind.WhyImpossible(parameters) is { } reason)
        {
            form.Note(path, reason);
        }

        return parameters;
    }

    private static object Value(FormReader form, JsonElement given, string path, Parameter parameter)
    {
        switch (parameter.Type)
        {
            case ParameterType.Number: return form.Number(given, path, parameter.Name, parameter.Least, parameter.Largest);
            case ParameterType.Text when parameter.OneOf is { } possible: return form.OneOf(given, path, parameter.Name, possible);
            case ParameterType.Text: return form.Text(given, path, parameter.Name);
            default:
                var texts = form.Texts(given, path, parameter.Name);
                foreach (var (text, index) in texts.Select((text, index) => (text, index)))
                {
                    if (parameter.OneOf is { } allowed && !allowed.Contains(text))
                    {
                        form.Note($"{path}.{parameter.Name}[{index}]", $"has to be one of {string.Join(", ", allowed)}.");
                    }
                }

                return texts;
        }
    }
}
