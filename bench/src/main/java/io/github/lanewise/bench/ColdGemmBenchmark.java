package io.github.lanewise.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** Matrix products with operands that come from memory: {@link GemmBenchmark} after {@link ColdCache}. */
public class ColdGemmBenchmark extends GemmBenchmark {
    /** Empties the caches. */
    @Setup(Level.Invocation)
    public void evict(ColdCache caches) {
        caches.evict();
    }
}
