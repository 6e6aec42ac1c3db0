package io.seaworthy.sanitize.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Real files of each type. */
final class SampleFiles {

    private SampleFiles() {}

    static byte[] image(String format) {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 20; x++) {
            image.setRGB(x, x / 2, 0x123456 * x);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The container of a lossless image; its bits are none. */
    static byte[] webp() {
        byte[] data = {0x2f, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44};
        ByteBuffer riff = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        riff.put(ascii("RIFF"))
                .putInt(22)
                .put(ascii("WEBPVP8L"))
                .putInt(data.length)
                .put(data)
                .put((byte) 0);
        return riff.array();
    }

    static byte[] pdf() {
        return ascii(
                "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    }

    static byte[] zip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(ascii("hello"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A PNG with one more chunk before its end. */
    static byte[] pngWith(String type, byte[] data) {
        byte[] png = image("png");
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(ascii(type));
        crc.update(data);
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
        chunk.putInt(data.length).put(ascii(type)).put(data).putInt((int) crc.getValue());
        int end = png.length - 12;
        return join(
                java.util.Arrays.copyOf(png, end), chunk.array(), java.util.Arrays.copyOfRange(png, end, png.length));
    }

    /** A JPEG with a comment. */
    static byte[] jpegWith(byte[] comment) {
        byte[] jpeg = image("jpg");
        int length = comment.length + 2;
        byte[] head = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xfe, (byte) (length >> 8), (byte) length};
        return join(head, comment, java.util.Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }
}
