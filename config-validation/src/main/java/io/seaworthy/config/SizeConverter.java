package io.seaworthy.config;

/** A {@link DataSize}. */
final class SizeConverter implements Converter {

    private final long min;
    private final long max;

    SizeConverter(Component component) {
        this.min = Math.max(0, component.min());
        this.max = component.max();
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        DataSize size;
        try {
            size = DataSize.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refused("not_a_size");
        }
        if (size.bytes() < min || size.bytes() > max) {
            throw new Refused("out_of_range");
        }
        return size;
    }

    @Override
    public String accepted(Profile profile) {
        String range = min == 0 && max == Long.MAX_VALUE
                ? ""
                : max == Long.MAX_VALUE ? ", " + min + "B or more" : ", from " + min + "B to " + max + "B";
        return "a size such as 512B, 64KiB, 10MB" + range;
    }

    @Override
    public String example(Profile profile) {
        return Math.max(min, Math.min(65_536, max)) + "B";
    }
}
