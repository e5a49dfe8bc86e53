package messenger.sim;

import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;

/**
 * The real server with hooks on everything it is told and everything it says: what it stores or relays can be swapped,
 * dropped, repeated, replaced or made up, for each person differently.
 */
interface EvilServer {
    /** Does what it should. */
    EvilServer HONEST = new EvilServer() {};

    /** What the server is told instead of this frame. */
    default List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
        return List.of(frame);
    }

    /** What it says instead of this frame. */
    default List<ServerFrame> says(SimPerson to, ServerFrame frame) {
        return List.of(frame);
    }
}
