package io.github.lanewise.verify.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on standard error how far long work is: a bar on a terminal, else a plain line every few seconds. */
interface Progress extends AutoCloseable {
    /** One more of the units is done. */
    void step();

    @Override
    void close();

    static Progress of(String task, String unit, long total) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return terminal ? new Bar(System.err, task, unit, total) : new Lines(System.err, task, unit, total);
    }

    /** A bar that moves. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(PrintStream out, String task, String unit, long total) {
            bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setUnit(" " + unit, 1)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK).setUpdateIntervalMillis(100).clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(out)).build();
        }

        @Override
        public void step() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Lines for logs. */
    final class Lines implements Progress {
        private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

        private final PrintStream out;
        private final String task;
        private final String unit;
        private final long total;
        private long done;
        private long last = System.nanoTime();

        Lines(PrintStream out, String task, String unit, long total) {
            this.out = out;
            this.task = task;
            this.unit = unit;
            this.total = total;
        }

        @Override
        public void step() {
            done++;
            long now = System.nanoTime();
            if (now - last >= INTERVAL) {
                last = now;
                out.printf(Locale.ROOT, "%s: %,d of %,d %s%n", task, done, total, unit);
            }
        }

        @Override
        public void close() {
            // what was computed follows
        }
    }
}
