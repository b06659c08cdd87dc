package io.github.lanewise.lenet.data;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Progress as a bar that moves. */
final class ProgressBars implements Progress {
    private static final int REDRAW_MILLIS = 100;

    private final PrintStream out;

    ProgressBars(PrintStream out) {
        this.out = out;
    }

    @Override
    public Task begin(String name, long present, long total) {
        ProgressBar bar = new ProgressBarBuilder().setTaskName(name).setInitialMax(total)
                .startsFrom(present, Duration.ZERO).setUnit(" MiB", 1 << 20).showSpeed()
                .setUpdateIntervalMillis(REDRAW_MILLIS).setConsumer(new ConsoleProgressBarConsumer(out)).build();
        return new Task() {
            @Override
            public void advanceTo(long bytes) {
                bar.stepTo(bytes);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    @Override
    public void note(String line) {
        out.println(line);
    }
}
