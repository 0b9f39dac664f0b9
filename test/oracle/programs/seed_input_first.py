import tensorflow as tf

# With an input the sum is a tensor: the addition fails in another way.
l2_reg = tf.keras.regularizers.l2(0.01)
model = tf.keras.Sequential([
    tf.keras.Input(shape=(20,)),
    tf.keras.layers.Dense(64, activation='relu', kernel_regularizer=l2_reg),
    tf.keras.layers.Dense(10)
])
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True) + sum(model.losses)
model.compile(optimizer='adam', loss=loss_fn)
