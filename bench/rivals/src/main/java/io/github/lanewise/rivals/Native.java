package io.github.lanewise.rivals;

import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.FloatPointer;

/** Memory outside the heap, its beginning on a page, as libraries like it best. Never freed: a process has one pass. */
final class Native {
    private static final int PAGE = 4096;

    private Native() {}

    static FloatPointer floats(int length) {
        return new FloatPointer(Arena.global().allocate((long) length * Float.BYTES, PAGE).asByteBuffer()
                .order(ByteOrder.nativeOrder()).asFloatBuffer());
    }

    static FloatPointer floats(float[] values) {
        return floats(values.length).put(values);
    }

    static float[] array(FloatPointer pointer, int length) {
        float[] values = new float[length];
        pointer.get(values);
        return values;
    }
}
