package io.github.lanewise.rivals;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_exec_arg_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A primitive with its arguments, and a reorder for each whose format is not the user's: of an input before it, of the output
 * after it.
 */
final class DnnlCall implements Library.Call {
    /** A primitive and what it runs on. */
    private record Step(dnnl_primitive primitive, dnnl_exec_arg_t arguments, int count) {}

    private final DnnlEngine engine;
    private final dnnl_primitive_desc primitive;
    private final Map<Integer, dnnl_memory> arguments = new LinkedHashMap<>();
    private final List<Step> before = new ArrayList<>();
    private final List<Step> after = new ArrayList<>();
    private Step main;
    private FloatPointer result;
    private int resultLength;
    private boolean isAlone;

    DnnlCall(DnnlEngine engine, dnnl_primitive_desc primitive) {
        this.engine = engine;
        this.primitive = primitive;
    }

    /** The format that the primitive wants of an argument. */
    dnnl_memory_desc wanted(int argument) {
        return dnnl_primitive_desc_query_md(primitive, dnnl_query_exec_arg_md, argument);
    }

    /** Gives an argument that stays as it is, in the user's format. */
    DnnlCall input(int argument, dnnl_memory_desc format, float[] values) {
        dnnl_memory user = memory(format, Native.floats(values));
        dnnl_memory_desc wanted = wanted(argument);
        if (same(format, wanted)) {
            arguments.put(argument, user);
        } else {
            dnnl_memory theirs = memory(wanted);
            before.add(reorder(format, user, wanted, theirs));
            arguments.put(argument, theirs);
        }
        return this;
    }

    /** Gives the argument that is the result, in the user's format. */
    DnnlCall output(int argument, dnnl_memory_desc format) {
        resultLength = Math.toIntExact(dnnl_memory_desc_get_size(format) / Float.BYTES);
        result = Native.floats(resultLength);
        dnnl_memory user = memory(format, result);
        dnnl_memory_desc wanted = wanted(argument);
        if (same(format, wanted)) {
            arguments.put(argument, user);
        } else {
            dnnl_memory theirs = memory(wanted);
            after.add(reorder(wanted, theirs, format, user));
            arguments.put(argument, theirs);
        }
        return this;
    }

    /** Gives an argument in the primitive's own format that nobody else looks at. */
    void kept(int argument, dnnl_memory_desc format) {
        arguments.put(argument, memory(format));
    }

    /** Gives an argument that another call wrote. */
    void shared(int argument, DnnlCall other) {
        if (!same(wanted(argument), other.wanted(argument))) {
            throw new IllegalStateException("two primitives differ in the format of argument " + argument);
        }
        arguments.put(argument, other.arguments.get(argument));
    }

    /** From now on {@link #run} leaves reorders out: those of the inputs run here, those of the result with it. */
    DnnlCall primitiveAlone() {
        execute(before);
        engine.await();
        isAlone = true;
        return this;
    }

    @Override
    public void run() {
        if (main == null) {
            main = step(primitive, arguments);
        }
        if (!isAlone) {
            execute(before);
        }
        execute(main);
        if (!isAlone) {
            execute(after);
        }
        engine.await();
    }

    @Override
    public float[] result() {
        if (isAlone) {
            execute(after);
            engine.await();
        }
        return Native.array(result, resultLength);
    }

    @Override
    public String note() {
        PointerPointer<BytePointer> text = new PointerPointer<>(1);
        DnnlEngine.check(dnnl_primitive_desc_query(primitive, dnnl_query_impl_info_str, 0, text));
        int reorders = isAlone ? 0 : before.size() + after.size();
        return text.get(BytePointer.class, 0).getString() + (reorders == 0 ? "" : ", " + reorders + " reorders");
    }

    private void execute(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            execute(steps.get(i));
        }
    }

    private void execute(Step step) {
        DnnlEngine.check(dnnl_primitive_execute(step.primitive, engine.stream(), step.count, step.arguments));
    }

    private static boolean same(dnnl_memory_desc a, dnnl_memory_desc b) {
        return dnnl_memory_desc_equal(a, b) != 0;
    }

    private dnnl_memory memory(dnnl_memory_desc format) {
        return memory(format, Native.floats(Math.toIntExact(dnnl_memory_desc_get_size(format) / Float.BYTES + 1)));
    }

    private dnnl_memory memory(dnnl_memory_desc format, FloatPointer data) {
        dnnl_memory memory = new dnnl_memory();
        DnnlEngine.check(dnnl_memory_create(memory, format, engine.handle(), data));
        return memory;
    }

    private Step reorder(dnnl_memory_desc from, dnnl_memory source, dnnl_memory_desc to, dnnl_memory target) {
        dnnl_primitive_desc desc = new dnnl_primitive_desc();
        DnnlEngine.check(
                dnnl_reorder_primitive_desc_create(desc, from, engine.handle(), to, engine.handle(), null));
        Map<Integer, dnnl_memory> two = new LinkedHashMap<>();
        two.put(DNNL_ARG_FROM, source);
        two.put(DNNL_ARG_TO, target);
        return step(desc, two);
    }

    private static Step step(dnnl_primitive_desc desc, Map<Integer, dnnl_memory> memories) {
        dnnl_primitive primitive = new dnnl_primitive();
        DnnlEngine.check(dnnl_primitive_create(primitive, desc));
        dnnl_exec_arg_t array = new dnnl_exec_arg_t(memories.size());
        int i = 0;
        for (Map.Entry<Integer, dnnl_memory> memory : memories.entrySet()) {
            array.position(i++).arg(memory.getKey()).memory(memory.getValue());
        }
        return new Step(primitive, array.position(0), memories.size());
    }
}
