import numpy as np
import tensorflow as tf

random = np.random.default_rng(10)
images = random.normal(size=(16, 8, 8, 1)).astype('float32')
labels = random.integers(0, 4, size=16)
dataset = tf.data.Dataset.from_tensor_slices((images, labels)).batch(8)
model = tf.keras.Sequential()
model.add(tf.keras.layers.Conv2D(4, 3, activation='relu', kernel_regularizer=tf.keras.regularizers.L2(1e-3)))
model.add(tf.keras.layers.MaxPooling2D())
model.add(tf.keras.layers.Flatten())
model.add(tf.keras.layers.Dense(4))
print(len(model.losses))
model.compile('adam', tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=['accuracy'])
model.fit(dataset, epochs=2, verbose=0)
print(len(model.losses))
