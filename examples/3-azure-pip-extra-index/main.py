import private_lib

print('private-lib', private_lib.__version__)
