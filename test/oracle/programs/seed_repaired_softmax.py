import tensorflow as tf

# 定义 L2 正则化器
l2_reg = tf.keras.regularizers.l2(0.01)

# 定义模型
model = tf.keras.Sequential([
    tf.keras.layers.Dense(64, activation='relu', kernel_regularizer=l2_reg),
    tf.keras.layers.Dense(32, activation='relu', kernel_regularizer=l2_reg),
    tf.keras.layers.Dense(10, activation='softmax')
])

# 定义损失函数(包括 L2 正则化项)
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=False)

# 编译模型
model.compile(optimizer='adam', loss=loss_fn, metrics=['accuracy'])

import numpy as np

random = np.random.default_rng(1)
features = random.normal(size=(32, 20)).astype('float32')
labels = random.integers(0, 10, size=32)
model.fit(features, labels, batch_size=16, epochs=2, verbose=0)
print(len(model.losses))
