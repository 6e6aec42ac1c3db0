package io.seaworthy.benchmarks;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The benchmarks that JMH would run, as operations to call; each class is made and set up once, on first use. A job is
 * done by ours, as its parameter says before JMH sets it. The same operation on two threads allocates the same.
 */
final class Operations implements AutoCloseable {

    private final Map<String, Object> instances = new HashMap<>();

    /** All benchmarks: {@code ChainBenchmark.emptyChain}. */
    static List<String> names() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        TreeSet<String> names = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            String name = entry.getUsername()
                    .substring(Operations.class.getPackageName().length() + 1);
            if (!name.endsWith("OnTwoThreads")) {
                names.add(name);
            }
        }
        return new ArrayList<>(names);
    }

    /** A lambda as the compiler would make it, because reflection allocates. */
    Supplier<?> get(String name) throws Throwable {
        String type = name.substring(0, name.lastIndexOf('.'));
        Object instance = instances.get(type);
        if (instance == null) {
            instance = create(Class.forName(Operations.class.getPackageName() + "." + type));
            instances.put(type, instance);
        }
        Method method = method(instance.getClass(), name.substring(type.length() + 1));
        List<Object> captured = new ArrayList<>(List.of(instance));
        for (Class<?> state : method.getParameterTypes()) {
            captured.add(create(state));
        }
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle handle = lookup.unreflect(method);
        return (Supplier<?>) LambdaMetafactory.metafactory(
                        lookup,
                        "get",
                        handle.type().changeReturnType(Supplier.class).changeParameterType(0, instance.getClass()),
                        MethodType.methodType(Object.class),
                        handle,
                        MethodType.methodType(MethodType.methodType(method.getReturnType())
                                .wrap()
                                .returnType()))
                .getTarget()
                .invokeWithArguments(captured);
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.isAnnotationPresent(Benchmark.class)) {
                return method;
            }
        }
        throw new NoSuchMethodException(type + "." + name);
    }

    private static Object create(Class<?> type) throws ReflectiveOperationException {
        Object instance = type.getConstructor().newInstance();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(Setup.class)) {
                method.invoke(instance);
            }
        }
        return instance;
    }

    @Override
    public void close() throws Exception {
        for (Object instance : instances.values()) {
            if (instance instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
