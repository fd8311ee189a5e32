using Ledger.Deciding;

namespace Ledger.Registry.Platforms;

/// <summary>Attests, by the platform or the province, that the platform shows the network's brand.</summary>
/// <param name="BrandVersion">Version of the brand, from 1.</param>
/// <param name="ImageHash">SHA-256 of the photo or screen that shows it, hex.</param>
public sealed record AttestBranding(int BrandVersion, string ImageHash) : Command<PlatformState>
{
    protected override Decision Decide(PlatformState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, PlatformState.CodeOf(act.Stream))
        ?? PlatformStage.Require(state, act, PlatformStatus.Registered, PlatformStatus.Open, PlatformStatus.Suspended)
        ?? Fields.Number("brand_version", BrandVersion, 1, int.MaxValue)
        ?? Fields.Sha256("image_hash", ImageHash)
        ?? Decision.Accept(new BrandingAttested(act.Envelope, BrandVersion, ImageHash));
}
