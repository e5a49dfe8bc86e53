package messenger.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import messenger.transport.ServerKeyHash;

/**
 * A hostile crowd in a process of its own: on a line "on" it is there until a line "off", and prints "on" when all of
 * its connections have been made, and "off" when all are gone, each with what the crowd has done so far.
 */
final class HostileMain {
    private HostileMain() {}

    /** Arguments: port, fingerprint of the server, how many of each kind. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        HostileCrowd crowd = HostileCrowd.recruit(
                Integer.parseInt(args[0]), ServerKeyHash.parse(args[1]), Integer.parseInt(args[2]));
        out.println("recruited");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            obey(line, crowd);
            out.println(line + " " + crowd.deeds());
        }
    }

    private static void obey(String line, HostileCrowd crowd) throws Exception {
        switch (line) {
            case "on" -> crowd.come();
            case "off" -> crowd.leave();
            default -> throw new IOException("no such order: " + line);
        }
    }
}
