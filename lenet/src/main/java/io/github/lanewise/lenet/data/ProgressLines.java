package io.github.lanewise.lenet.data;

import java.io.PrintStream;
import java.util.Locale;

/** Progress as plain lines, one at each fifth of a file. */
final class ProgressLines implements Progress {
    private static final int LINES_PER_FILE = 5;
    private static final double MEBIBYTE = 1 << 20;

    private final PrintStream out;

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public Task begin(String name, long present, long total) {
        String resumed = present > 0 ? ", resumed" : "";
        out.println(String.format(Locale.ROOT, "%s: %.2f MiB%s", name, total / MEBIBYTE, resumed));
        return new Task() {
            private long printed = present * LINES_PER_FILE / total;

            @Override
            public void advanceTo(long bytes) {
                long reached = bytes * LINES_PER_FILE / total;
                if (reached > printed) {
                    out.println(String.format(Locale.ROOT, "%s: %d %%", name, reached * 100 / LINES_PER_FILE));
                }
                printed = reached;
            }

            @Override
            public void close() {
                out.flush();
            }
        };
    }

    @Override
    public void note(String line) {
        out.println(line);
    }
}
