package messenger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Violations planted in files that are not there: a rule that finds nothing would not be one. */
final class TidyRulesTest {
    private static SourceFile file(String packageName, String... lines) {
        return SourceFile.of(
                Path.of("Planted.java"), "package " + packageName + ";\n" + String.join("\n", lines) + "\n");
    }

    private static List<String> layering(String packageName, String... lines) {
        return Layering.violations(file(packageName, lines));
    }

    private static List<String> main(String packageName, String... lines) {
        return Tidiness.inMain(file(packageName, lines));
    }

    @Test
    void theServerCannotNameAPlaintextType() {
        assertEquals(
                List.of("server may not know protocol.content.Content"),
                layering("messenger.server", "import messenger.protocol.content.Content;"));
        assertEquals(
                List.of("server may not know crypto.ratchet.Session"),
                layering("messenger.server", "class A { messenger.crypto.ratchet.Session s; }"));
        assertEquals(
                List.of("server.store may not know protocol.content.Content"),
                layering("messenger.server.store", "import static messenger.protocol.content.Content.of;"));
    }

    @Test
    void serverAndClientDoNotKnowEachOther() {
        assertEquals(
                List.of("server.net may not know client.Client"),
                layering("messenger.server.net", "import messenger.client.Client;"));
        assertEquals(
                List.of("client.net may not know server.Server"),
                layering("messenger.client.net", "import messenger.server.Server;"));
    }

    @Test
    void whatMayBeKnownIsNoViolation() {
        assertEquals(
                List.of(),
                layering(
                        "messenger.server",
                        "import java.util.List;",
                        "import javax.crypto.Mac;",
                        "import messenger.crypto.identity.AccountId;",
                        "import messenger.protocol.ClientFrame;",
                        "class A { messenger.server.Event e; }"));
        assertEquals(
                List.of(), layering("messenger.app", "import picocli.CommandLine;", "import io.netty.util.Timer;"));
    }

    @Test
    void theScreenKnowsIdsOfTheProtocolAndNothingElse() {
        assertEquals(List.of(), layering("messenger.client.ui", "import messenger.protocol.UserName;"));
        assertEquals(
                List.of("client.ui may not know protocol.ClientFrame"),
                layering("messenger.client.ui", "import messenger.protocol.ClientFrame;"));
        assertEquals(
                List.of("client.ui may not know client.Client"),
                layering("messenger.client.ui", "import messenger.client.Client;"));
    }

    @Test
    void aLibraryBelongsToThePackagesThatNeedIt() {
        assertEquals(
                List.of("server may not know io.netty.channel.Channel"),
                layering("messenger.server", "import io.netty.channel.Channel;"));
        assertEquals(
                List.of("client may not know org.mapdb.DB"),
                layering("messenger.client", "class A { org.mapdb.DB db; }"));
        assertEquals(
                List.of("protocol may not know javax.swing.JFrame"),
                layering("messenger.protocol", "import javax.swing.JFrame;"));
        assertEquals(List.of(), layering("messenger.storage", "import org.mapdb.DB;"));
    }

    @Test
    void aPackageThatIsNotInTheTableIsFound() {
        assertEquals(List.of("the package util has no row in the table"), layering("messenger.util", "class A {}"));
    }

    @Test
    void aCircleOfPackagesIsFound() {
        List<SourceFile> circle = List.of(
                file("messenger.protocol", "import messenger.crypto.Bytes;"),
                file("messenger.crypto", "import messenger.storage.Disk;"),
                file("messenger.storage", "import messenger.protocol.Wrap;"));

        assertEquals(List.of("a circle: crypto -> storage -> protocol -> crypto"), Layering.cycles(circle));
        assertEquals(List.of(), Layering.cycles(circle.subList(0, 2)));
    }

    @Test
    void whatOnlyTheProgramsRootMayDoIsFoundElsewhere() {
        for (String call : List.of(
                "Instant.now()",
                "Instant::now",
                "System.currentTimeMillis()",
                "System.nanoTime()",
                "System::nanoTime",
                "Clock.systemUTC()",
                "LocalDate.now()",
                "new SecureRandom()",
                "SecureRandom::new",
                "System.out.println(1)",
                "System . err",
                "System.exit(1)",
                "Thread.sleep(1)",
                "TimeUnit.SECONDS.sleep(1)")) {
            assertEquals(1, main("messenger.server", "Object o = " + call + ";").size(), call);
        }
        assertEquals(List.of(), main("messenger.server", "Instant a = now; clock.instant(); LocalDate.now(clock);"));
    }

    @Test
    void theProgramsRootMayDoThemButNotSleep() {
        assertEquals(List.of(), main("messenger.app", "System.out.println(Instant.now()); new SecureRandom();"));
        assertEquals(List.of("2: sleeps: .sleep"), main("messenger.app", "Thread.sleep(1);"));
    }

    @Test
    void testsMayNotSleepEither() {
        SourceFile sleeping = file("messenger.server", "class A {", "    void b() { Thread.sleep(1); }", "}");

        assertEquals(List.of("3: sleeps: .sleep"), Tidiness.inTests(sleeping));
    }

    @Test
    void whatIsOnlyTalkedAboutIsNotFound() {
        assertEquals(
                List.of(),
                main(
                        "messenger.server",
                        "/** Never {@code System.exit}, {@link messenger.client.Client}. */",
                        "// Instant.now() is \"banned\"",
                        "String a = \"System.out // \\\" Thread.sleep(1)\"; char q = '\"';",
                        "String b = \"\"\"",
                        "    System.exit(1) \" ",
                        "    \"\"\";"));
        assertEquals(List.of(), layering("messenger.server", "// import messenger.client.Client;"));
    }

    @Test
    void codeBehindALiteralOrCommentIsFound() {
        assertEquals(
                List.of("2: prints or ends the process: System.exit"),
                main("messenger.server", "String a = \"\\\\\"; char b = '\\''; /* c */ System.exit(1);"));
    }

    @Test
    void aFileMayHaveThreeHundredLinesAndNoMore() {
        String[] lines = new String[Tidiness.LINES_MAX - 1];
        java.util.Arrays.fill(lines, "");
        assertEquals(List.of(), main("messenger.server", lines));

        assertEquals(List.of("has 301 lines"), main("messenger.server", String.join("\n", lines) + "\n"));
    }

    @Test
    void aLineMayHaveAHundredAndTwentyCharactersAndNoMore() {
        assertEquals(List.of(), main("messenger.server", "// " + "x".repeat(Tidiness.LINE_CHARS_MAX - 3)));

        assertEquals(
                List.of("2: has 121 characters"),
                main("messenger.server", "// " + "x".repeat(Tidiness.LINE_CHARS_MAX - 2)));
    }

    @Test
    void workLeftForLaterIsFoundInComments() {
        assertEquals(1, main("messenger.server", "// TO" + "DO: later").size());
        assertEquals(1, main("messenger.server", "/* FIX" + "ME */").size());
    }

    @Test
    void importingEverythingIsFound() {
        assertEquals(
                List.of("2: imports everything: import java.util.*;"), main("messenger.server", "import java.util.*;"));
        assertEquals(
                List.of("server may not know protocol.content.*"),
                layering("messenger.server", "import messenger.protocol.content.*;"));
    }

    @Test
    void aPackageWithoutAnExplanationIsFound() {
        SourceFile plain = file("messenger.server");
        SourceFile info = SourceFile.of(Path.of("messenger/crypto/package-info.java"), "package messenger.crypto;\n");

        assertEquals(
                List.of("messenger.server has no package-info.java"),
                Tidiness.unexplained(List.of(plain, info, file("messenger.crypto"))));
    }
}
