package messenger.client.ui;

/**
 * Where everything is, from the model's size, focus and composer. Panes follow the width; one that has no place of
 * its own slides over the conversation while it has the focus.
 *
 * @param slide the box of a pane that slides over, or an empty rectangle
 * @param rule the row of the line above the composer
 */
record Layout(
        Mode mode,
        Rect title,
        Rect chats,
        Rect banner,
        Rect history,
        Rect notice,
        int rule,
        Rect composer,
        Rect people,
        Rect dock,
        Rect footer,
        Rect slide) {
    /** How the panes are put together. */
    enum Mode {
        TOO_SMALL,
        PLAIN,
        FRAMED
    }

    static final int COLUMNS_MIN = 40;
    static final int ROWS_MIN = 10;
    static final int ROWS_WITH_TITLE = 16;
    static final int COLUMNS_WITH_CHATS = 100;
    static final int COLUMNS_WITH_PEOPLE = 140;
    static final int COLUMNS_WITH_DOCK = 180;
    static final int CHATS_WIDTH = 24;
    static final int PEOPLE_WIDTH = 20;
    static final int DOCK_WIDTH = 44;
    static final int SLIDE_WIDTH = 34;

    /** The composer grows to this many rows. */
    static final int COMPOSER_ROWS_MAX = 6;

    /** Columns of the prompt before the composer's text. */
    static final int PROMPT = 3;

    static Layout of(Model model) {
        Size size = model.size();
        if (size.columns() < COLUMNS_MIN || size.rows() < ROWS_MIN) {
            Rect none = Rect.NOWHERE;
            return new Layout(Mode.TOO_SMALL, none, none, none, none, none, 0, none, none, none, none, none);
        }
        boolean framed = size.columns() >= COLUMNS_WITH_CHATS && size.rows() >= ROWS_WITH_TITLE;
        return framed ? framed(model, size) : plain(model, size);
    }

    private static Layout plain(Model model, Size size) {
        int columns = size.columns();
        boolean tall = size.rows() >= ROWS_WITH_TITLE;
        int top = tall ? 2 : 0;
        int bottom = tall ? size.rows() - 1 : size.rows();
        Rect middle = new Rect(0, top, columns, bottom - top);
        Rect slide = slide(model.keyboard().focus(), Focus.COMPOSER, Focus.COMPOSER, middle);
        Rect title = tall ? new Rect(0, 0, columns, 1) : Rect.NOWHERE;
        Rect footer = tall ? new Rect(0, size.rows() - 1, columns, 1) : Rect.NOWHERE;
        return stacked(Mode.PLAIN, model, middle, title, Rect.NOWHERE, Rect.NOWHERE, Rect.NOWHERE, footer, slide);
    }

    private static Layout framed(Model model, Size size) {
        int height = size.rows() - 2;
        boolean hasPeople = size.columns() >= COLUMNS_WITH_PEOPLE;
        boolean hasDock = size.columns() >= COLUMNS_WITH_DOCK;
        int right = size.columns() - 1;
        Rect dock = Rect.NOWHERE;
        Rect people = Rect.NOWHERE;
        if (hasDock) {
            dock = new Rect(right - DOCK_WIDTH, 1, DOCK_WIDTH, height);
            right = dock.x() - 1;
        }
        if (hasPeople) {
            people = new Rect(right - PEOPLE_WIDTH, 1, PEOPLE_WIDTH, height);
            right = people.x() - 1;
        }
        Rect chats = new Rect(1, 1, CHATS_WIDTH, height);
        int left = chats.right() + 1;
        Rect middle = new Rect(left, 1, right - left, height);
        Focus inPlace = hasPeople ? Focus.PEOPLE : Focus.CONVERSATIONS;
        Rect slide = slide(
                model.keyboard().focus(),
                Focus.CONVERSATIONS,
                inPlace,
                new Rect(left - 1, 1, middle.width() + 2, height));
        Rect title = new Rect(left, 0, middle.width(), 1);
        Rect footer = new Rect(left, size.rows() - 1, middle.width(), 1);
        return stacked(Mode.FRAMED, model, middle, title, chats, people, dock, footer, slide);
    }

    /**
     * The box for the focused pane, unless the composer or one of two panes with a place of their own has the focus.
     */
    private static Rect slide(Focus focus, Focus placed, Focus alsoPlaced, Rect over) {
        if (focus == Focus.COMPOSER || focus == placed || focus == alsoPlaced) {
            return Rect.NOWHERE;
        }
        int width = over.width() < SLIDE_WIDTH + 12 ? over.width() : SLIDE_WIDTH;
        int x = focus == Focus.PEOPLE ? over.right() - width : over.x();
        return new Rect(x, over.y(), width, over.height());
    }

    private static Layout stacked(
            Mode mode,
            Model model,
            Rect middle,
            Rect title,
            Rect chats,
            Rect people,
            Rect dock,
            Rect footer,
            Rect slide) {
        int wanted = Wrapping.fill(model.composer().text(), composerColumns(middle.width()))
                .size();
        int rows = Math.max(1, Math.min(wanted, Math.min(COMPOSER_ROWS_MAX, middle.height() / 3)));
        Rect composer = new Rect(middle.x(), middle.bottom() - rows, middle.width(), rows);
        int rule = composer.y() - 1;
        int told = Math.min(NoticeLine.rows(model, middle.width()).size(), Math.max(1, middle.height() / 4));
        int end = rule - told;
        Rect notice = new Rect(middle.x(), end, middle.width(), told);
        int barred = Math.min(BannerView.rows(model, middle.width()).size(), Math.max(1, middle.height() / 4));
        Rect banner = new Rect(middle.x(), middle.y(), middle.width(), barred);
        Rect history = new Rect(middle.x(), banner.bottom(), middle.width(), end - banner.bottom());
        Rect inside = new Rect(slide.x() + 1, slide.y() + 1, slide.width() - 2, slide.height() - 2);
        Focus focus = model.keyboard().focus();
        boolean slides = !slide.isEmpty();
        return new Layout(
                mode,
                title,
                slides && focus == Focus.CONVERSATIONS ? inside : chats,
                banner,
                history,
                notice,
                rule,
                composer,
                slides && focus == Focus.PEOPLE ? inside : people,
                dock,
                footer,
                slide);
    }

    /** Columns for the composer's text in a pane of that width; the last column is the caret's at the row's end. */
    static int composerColumns(int width) {
        return Math.max(1, width - PROMPT - 1);
    }
}
