package messenger.sim;

import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;

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

    /** Says that somebody else has a name. */
    static EvilServer naming(UserName name, SimPerson instead) {
        return new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return frame instanceof ServerFrame.UserFound found
                                && found.name().equals(name)
                        ? List.of(new ServerFrame.UserFound(found.request(), name, List.of(instead.deviceList())))
                        : List.of(frame);
            }
        };
    }
}
