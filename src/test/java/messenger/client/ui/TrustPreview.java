package messenger.client.ui;

import java.time.Instant;
import java.util.List;

/** What a scripted core says to commands about people, devices and the account, for {@link ScreenPreview}. */
final class TrustPreview {
    private TrustPreview() {}

    static List<News> answer(Command command) {
        Instant now = Instant.now();
        if (command instanceof Command.ShowSafety safety) {
            return List.of(TrustSamples.safety(safety.user(), News.Whose.PINNED));
        } else if (command instanceof Command.CompareNumbers compare) {
            return List.of(new News.ComparisonShown(compare.user(), "491 730 852"));
        } else if (command instanceof Command.NumbersCompared compared) {
            return List.of(new News.ComparisonEnded(compared.user(), News.Outcome.EQUAL));
        } else if (command instanceof Command.ShowDevices) {
            return List.of(TrustSamples.devices(now));
        } else if (command instanceof Command.BeginLink) {
            return List.of(new News.LinkCodeShown(
                    TrustSamples.LINK_CODE, TrustSamples.LINK_CODE.replace(" ", ""), now.plusSeconds(120)));
        } else if (command instanceof Command.LinkDevice) {
            return List.of(new News.LinkNumbersShown("481 920"));
        } else if (command instanceof Command.LinkCompared) {
            return List.of(new News.Done("The device is linked."));
        } else if (command instanceof Command.ShowRecovery) {
            return List.of(new News.RecoveryCodeShown(TrustSamples.code(), News.Occasion.ASKED));
        } else if (command instanceof Command.Recover) {
            return List.of(new News.RecoveryCodeShown(TrustSamples.code(), News.Occasion.NEW));
        } else if (command instanceof Command.ChangePassword) {
            return List.of(new News.Refused("That is not your password, so nothing was changed. Type it again."));
        } else if (command instanceof Command.DeleteAccount) {
            return List.of(new News.Stopped("Your account is deleted.", "Nothing is left on this device."));
        }
        return List.of();
    }
}
