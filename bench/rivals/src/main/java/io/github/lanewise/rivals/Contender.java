package io.github.lanewise.rivals;

import io.github.lanewise.kernels.Pool2dShape;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Who takes part: a library, how it is set up, and what it can do. */
enum Contender {
    /** These kernels. */
    LANEWISE("lanewise", Layout.USER, Lanewise::new, _ -> true, Map.of()),
    /** oneDNN on the user's rows and N×C×H×W, its reorders timed where it wants others. */
    ONEDNN_NAT("onednn nat", Layout.USER, () -> new OneDnn(Layout.USER), Contender::hasShape, Map.of()),
    /** oneDNN's primitive alone, on whatever layout it likes best. */
    ONEDNN_OWN("onednn own", Layout.OWN, () -> new OneDnn(Layout.OWN), Contender::hasShape, Map.of());

    /** Whose layout a contender reads and writes. */
    enum Layout {
        /** Rows, or N×C×H×W. */
        USER,
        /** Its own. */
        OWN
    }

    private final String text;
    private final Layout layout;
    private final Supplier<Library> library;
    private final Predicate<Task> supports;
    private final Map<String, String> environment;

    Contender(String text, Layout layout, Supplier<Library> library, Predicate<Task> supports,
            Map<String, String> environment) {
        this.text = text;
        this.layout = layout;
        this.library = library;
        this.supports = supports;
        this.environment = environment;
    }

    static Contender parse(String text) {
        for (Contender contender : values()) {
            if (contender.text.equals(text)) {
                return contender;
            }
        }
        throw new IllegalArgumentException("no contender is called \"" + text + "\"");
    }

    Library library() {
        return library.get();
    }

    boolean isOnUserLayout() {
        return layout == Layout.USER;
    }

    /** Whether the JVM compiles it while it runs, so that it needs longer to warm up. */
    boolean isJava() {
        return this == LANEWISE;
    }

    /** What its process finds in its environment, the number of threads apart. */
    Map<String, String> environment() {
        return environment;
    }

    /** Whether the library has what the task asks for. */
    boolean supports(Task task) {
        return supports.test(task);
    }

    /** oneDNN knows no rounding up and no divisor of one's own. */
    private static boolean hasShape(Task task) {
        return !(task.shape() instanceof Pool2dShape s) || !s.ceilMode() && s.divisorOverride() == 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
