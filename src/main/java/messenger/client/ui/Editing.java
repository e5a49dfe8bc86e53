package messenger.client.ui;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Which editing action does what to a text; shared by the composer and the forms. */
final class Editing {
    /** The actions that edit. */
    static final Set<Action> ACTIONS = Collections.unmodifiableSet(EnumSet.range(Action.LEFT, Action.YANK));

    private Editing() {}

    /** The text after the action; the same text if the action does not edit. */
    static Editor apply(Action action, Editor editor) {
        return switch (action) {
            case LEFT -> editor.left();
            case RIGHT -> editor.right();
            case WORD_LEFT -> editor.wordLeft();
            case WORD_RIGHT -> editor.wordRight();
            case LINE_START -> editor.lineStart();
            case LINE_END -> editor.lineEnd();
            case ERASE -> editor.erase();
            case DELETE -> editor.delete();
            case ERASE_WORD -> editor.eraseWord();
            case DELETE_WORD -> editor.deleteWord();
            case KILL_START -> editor.killStart();
            case KILL_END -> editor.killEnd();
            case YANK -> editor.yank();
            default -> editor;
        };
    }
}
