namespace Ledger.Transparency;

/// <summary>
/// Reads a policy line by line (C2SP tlog-policy, "Policy file syntax and structure"). Items are parted by spaces and
/// tabs; empty lines and those that begin with # are left out. Stricter than the draft in one point: the file is UTF-8.
/// </summary>
internal sealed class PolicyReader
{
    private const string None = "none";

    private static readonly char[] WhiteSpace = [' ', '\t'];

    private readonly List<PolicyLog> logs = [];
    private readonly List<PolicyWitness> witnesses = [];
    private readonly List<PolicyGroup> groups = [];
    private readonly HashSet<string> defined = new(StringComparer.Ordinal);
    private readonly HashSet<string> members = new(StringComparer.Ordinal);
    private string? quorum;

    public WitnessPolicy Read(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            try
            {
                ReadLine(line);
            }
            catch (FormatException bad)
            {
                throw new FormatException($"Line {number} of the policy: {bad.Message}", bad);
            }
        }

        return quorum is null
            ? throw new FormatException("The policy has no quorum line.")
            : new WitnessPolicy(logs, witnesses, groups, quorum == None ? null : quorum);
    }

    private void ReadLine(string line)
    {
        Require(!line.Any(character => character is (< ' ' and not '\t') or '\u007f'), "it has a control character.");
        var items = line.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || items[0].StartsWith('#'))
        {
            return;
        }

        switch (items)
        {
            case ["log", var vkey]: AddLog(vkey, url: null); break;
            case ["log", var vkey, var url]: AddLog(vkey, url); break;
            case ["witness", var name, var vkey]: AddWitness(name, vkey, url: null); break;
            case ["witness", var name, var vkey, var url]: AddWitness(name, vkey, url); break;
            case ["group", var name, var threshold, .. { Length: > 0 } names]: AddGroup(name, threshold, names); break;
            case ["quorum", var name]: SetQuorum(name); break;
            default: throw new FormatException("it is not log, witness, group or quorum with what belongs to it.");
        }
    }

    private void AddLog(string vkey, string? url)
    {
        var verifier = NoteVerifier.Parse(vkey);
        Require(!logs.Any(log => HaveSameKey(log.Verifier, verifier)), "a log before it has this key.");
        logs.Add(new PolicyLog(verifier, url));
    }

    private void AddWitness(string name, string vkey, string? url)
    {
        var verifier = NoteVerifier.Parse(vkey);
        Require(verifier.Type is NoteVerifier.CosignatureType or NoteVerifier.MLDsa44Type, "a witness's key is of type 04 or 06.");
        Require(!witnesses.Any(witness => HaveSameKey(witness.Verifier, verifier)), "a witness before it has this key.");
        Define(name);
        witnesses.Add(new PolicyWitness(name, verifier, url));
    }

    private void AddGroup(string name, string threshold, string[] names)
    {
        foreach (var member in names)
        {
            Require(defined.Contains(member), $"no line before it defines {member}.");
            // So that a witness counts in one way only.
            Require(members.Add(member), $"{member} is a member already.");
        }

        var needed = threshold switch { "any" => 1, "all" => names.Length, _ => StrictText.FromDecimal(threshold) };
        Require(needed >= 1 && needed <= names.Length, "the threshold is from 1 to the number of members.");
        Define(name);
        groups.Add(new PolicyGroup(name, (int)needed, names));
    }

    private void SetQuorum(string name)
    {
        Require(quorum is null, "there is a quorum already.");
        Require(name == None || defined.Contains(name), $"no line before it defines {name}.");
        quorum = name;
    }

    private void Define(string name) => Require(name != None && defined.Add(name), $"the name {name} is taken.");

    private static bool HaveSameKey(NoteVerifier one, NoteVerifier other) => one.PublicKeyBytes.SequenceEqual(other.PublicKeyBytes);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
