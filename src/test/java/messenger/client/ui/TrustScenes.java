package messenger.client.ui;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The golden screens about people, devices and the account. */
final class TrustScenes {
    private TrustScenes() {}

    static Map<String, Function<Size, Driver>> all() {
        Map<String, Function<Size, Driver>> scenes = new TreeMap<>();
        beforeTheChat(scenes);
        scenes.put("request", size -> chat(size).press("Ctrl-X r"));
        scenes.put("request-later", size -> chat(size).press("Ctrl-X r").press("q"));
        scenes.put("request-block", size -> chat(size).press("Ctrl-X r").press("b"));
        scenes.put("changed-person", size -> chat(size).press("Ctrl-X 4").press("Ctrl-X k"));
        scenes.put("changed-banner", size -> chat(size).press("Ctrl-X 4").press("Ctrl-U"));
        scenes.put("verify", size -> verify(size));
        scenes.put("verify-qr", size -> verify(size).press("Space"));
        scenes.put("compare", size -> verify(size).press("c").hear(new News.ComparisonShown("bob", "491 730 852")));
        scenes.put("devices", size -> chat(size)
                .press("Ctrl-X d")
                .hear(TrustSamples.devices(Driver.NOW))
                .press("j"));
        scenes.put("unreadable", size -> chat(size)
                .press("Ctrl-X e")
                .hear(new News.UnreadableShown(List.of(
                        "2026-11-20 14:01  It was changed on the way, comes a second time, or is not for this device."
                                + " Nobody can tell who sent it. Kept until 2026-11-27 14:01.",
                        "2026-11-18 09:30  It belongs to a session that this device does not have. Its sender has sent"
                                + " it again: it stands in its conversation. Kept until 2026-11-25 09:30."))));
        scenes.put("devices-remove", size -> chat(size)
                .press("Ctrl-X d")
                .hear(TrustSamples.devices(Driver.NOW))
                .press("j r"));
        scenes.put("link", size -> chat(size).press("Ctrl-X i").type("link K7QM2"));
        scenes.put("link-numbers", size -> chat(size)
                .press("Ctrl-X i")
                .type("link K7QM2")
                .press("Enter")
                .type("secret")
                .press("Enter")
                .hear(new News.LinkNumbersShown("481 920")));
        scenes.put("passwd", size -> chat(size)
                .press("Ctrl-X p")
                .type("old")
                .press("Enter")
                .type("new")
                .press("Enter")
                .press("Enter"));
        scenes.put("delete-account", size -> chat(size).press("Ctrl-X D").type("alice"));
        scenes.put("remarks", size -> chat(size)
                .hear(new News.PeerDevicesChanged("bob", java.util.List.of("3"), java.util.List.of()))
                .hear(new News.FailedTries(3)));
        return scenes;
    }

    private static void beforeTheChat(Map<String, Function<Size, Driver>> scenes) {
        scenes.put("first-start", size -> start(size).hear(new News.FirstStart("chat.example.org:1315", "")));
        scenes.put("register-more", size -> start(size)
                .hear(new News.AccountNeeded(
                        "chat.example.org:1315",
                        "alice",
                        "The server takes newcomers with an invite only. Ask whoever runs it for one.",
                        Set.of(News.Extra.INVITE))));
        scenes.put("recovery-new", size -> start(size)
                .hear(new News.RecoveryCodeShown(TrustSamples.code(), News.Occasion.NEW)));
        scenes.put("recover", size -> start(size).hear(new News.RecoverNeeded("chat.example.org:1315", "alice", "")));
        scenes.put("link-this", size -> start(size).hear(new News.LinkNeeded("chat.example.org:1315", "")));
        scenes.put("link-code", size -> linkCode(size));
        scenes.put("link-code-qr", size -> linkCode(size).press("Space"));
        scenes.put("device-password", size -> start(size).hear(new News.DevicePasswordNeeded("alice", "")));
    }

    private static Driver linkCode(Size size) {
        return start(size)
                .hear(new News.LinkCodeShown(
                        TrustSamples.LINK_CODE, TrustSamples.LINK_CODE.replace(" ", ""), Driver.NOW.plusSeconds(107)));
    }

    private static Driver start(Size size) {
        return Driver.starting(size.columns(), size.rows());
    }

    private static Driver chat(Size size) {
        return Driver.chatting(size.columns(), size.rows()).hear(TrustSamples.contacts());
    }

    private static Driver verify(Size size) {
        return chat(size).press("Ctrl-X v").hear(TrustSamples.safety("bob", News.Whose.PINNED));
    }
}
