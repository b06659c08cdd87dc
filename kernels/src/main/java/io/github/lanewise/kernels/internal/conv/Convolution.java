package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;

/** One algorithm for one shape: the passes of each direction, made once and shared by all calls. */
public interface Convolution {
    /** input, weight, bias → output. */
    List<Pass> forward();

    /** gradOutput, weight → gradInput. */
    List<Pass> backwardInput();

    /** input, gradOutput → gradWeight, gradBias. */
    List<Pass> backwardWeight();
}
