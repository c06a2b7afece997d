package org.plumbline.report.store;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/**
 * What a class file says of the classes that its code can reach: every class that it names, also in the types of methods and fields.
 *
 * @param digest of the bytes of the file
 * @param names internal names, such as "java/lang/String"
 */
record ClassFacts(byte[] digest, Set<String> names) {
    private static final int CLASS = 7;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_TYPE = 16;

    static ClassFacts of(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> names = new TreeSet<>();
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset == 0) {
                continue; // The second half of a long or a double.
            }
            switch (reader.readByte(offset - 1)) {
                case CLASS -> add(Type.getObjectType(reader.readUTF8(offset, buffer)), names);
                case NAME_AND_TYPE -> add(Type.getType(reader.readUTF8(offset + 2, buffer)), names);
                case METHOD_TYPE -> add(Type.getMethodType(reader.readUTF8(offset, buffer)), names);
                default -> {
                    // Numbers, texts, and items that are made of these.
                }
            }
        }
        return new ClassFacts(Fingerprints.sha256().digest(bytes), names);
    }

    private static void add(Type type, Set<String> names) {
        switch (type.getSort()) {
            case Type.OBJECT -> names.add(type.getInternalName());
            case Type.ARRAY -> add(type.getElementType(), names);
            case Type.METHOD -> {
                add(type.getReturnType(), names);
                for (Type argument : type.getArgumentTypes()) {
                    add(argument, names);
                }
            }
            default -> {
                // A primitive type.
            }
        }
    }
}
