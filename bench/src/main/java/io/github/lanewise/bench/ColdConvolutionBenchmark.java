package io.github.lanewise.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** Convolution with operands that come from memory: {@link ConvolutionBenchmark} after {@link ColdCache}. */
public class ColdConvolutionBenchmark extends ConvolutionBenchmark {
    /** Empties the caches. */
    @Setup(Level.Invocation)
    public void evict(ColdCache caches) {
        caches.evict();
    }
}
