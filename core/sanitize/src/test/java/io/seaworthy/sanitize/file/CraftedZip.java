package io.seaworthy.sanitize.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** ZIPs of one entry that no tool writes: each part can say something else than the others. */
final class CraftedZip {

    String name = "hello.txt";
    byte[] data = SampleFiles.ascii("hello");
    int method;
    int listedMethod = -1;
    int flags = 0x800;
    int listedFlags = -1;
    byte[] extra = {};
    byte[] listedExtra = {};
    byte[] packed = {};
    byte[] comment = {};
    int commentLength = -1;
    int base;

    static CraftedZip of(String name, byte[] data, int method) {
        CraftedZip zip = new CraftedZip();
        zip.name = name;
        zip.data = data;
        zip.method = method;
        return zip;
    }

    static byte[] field(int id, byte[] value) {
        return little(4 + value.length)
                .putShort((short) id)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[8_192];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return out.toByteArray();
    }

    byte[] bytes() {
        byte[] content = packed.length > 0 ? packed : method == 8 ? deflated(data) : data;
        byte[] local = SampleFiles.join(header(content, false), SampleFiles.ascii(name), extra, content);
        byte[] listed = SampleFiles.join(header(content, true), SampleFiles.ascii(name), listedExtra);
        ByteBuffer end = little(22);
        end.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1);
        end.putInt(listed.length).putInt(base + local.length);
        end.putShort((short) (commentLength < 0 ? comment.length : commentLength));
        return SampleFiles.join(local, listed, end.array(), comment);
    }

    private byte[] header(byte[] content, boolean list) {
        CRC32 crc = new CRC32();
        crc.update(data);
        ByteBuffer header = little(list ? 46 : 30);
        header.putInt(list ? 0x02014b50 : 0x04034b50).putShort((short) 20);
        if (list) {
            header.putShort((short) 20);
        }
        header.putShort((short) (list && listedFlags >= 0 ? listedFlags : flags));
        header.putShort((short) (list && listedMethod >= 0 ? listedMethod : method));
        header.putInt(0x210000)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(data.length);
        header.putShort((short) name.length());
        header.putShort((short) (list ? listedExtra : extra).length);
        if (list) {
            header.putInt(42, base);
        }
        return header.array();
    }
}
