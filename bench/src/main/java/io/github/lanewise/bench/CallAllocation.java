package io.github.lanewise.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler: bytes of heap that all threads together allocate in a call, parallel ones included. JMH's own {@code gc}
 * profiler counts the 7 KB too that JMH allocates around an iteration, in which a kernel of milliseconds disappears. This
 * one counts from the last fixture before an iteration to the first after it, which {@link Threads} has, and takes the
 * smallest iteration of a fork: what a kernel allocates in every call is in every iteration, what the JVM does now and then
 * is not.
 */
public final class CallAllocation implements InternalProfiler {
    /** The name of its result. */
    public static final String LABEL = "call.alloc";

    /** What JMH itself allocates between these fixtures: 160 bytes when this was written. */
    private static final long HARNESS_BYTES = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static volatile long bytes;

    static void begin() {
        bytes = THREADS.getTotalThreadAllocatedBytes();
    }

    static void end() {
        bytes = THREADS.getTotalThreadAllocatedBytes() - bytes;
    }

    @Override
    public String getDescription() {
        return "Bytes allocated in a call";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        bytes = 0;
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        long calls = Math.max(1, result.getMetadata().getAllOps());
        return List.of(
                new ScalarResult(LABEL, Math.max(0.0, bytes - HARNESS_BYTES) / calls, "B/op", AggregationPolicy.MIN));
    }
}
